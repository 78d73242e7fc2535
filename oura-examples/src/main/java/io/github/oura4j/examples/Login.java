// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.AuthorizationCode;
import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.ConsentDeniedException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.model.DataType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Sends a person to Oura's consent page and stores the tokens. The browser is redirected to this
 * machine, or the person pastes the URL of the redirect when the browser runs on another machine.
 */
@Command(
    name = "login",
    description = "Sends a person to Oura's consent page and stores the tokens.")
final class Login implements Example {
  private static final URI DEFAULT_REDIRECT_URI = URI.create("http://localhost:8765/callback");
  private static final URI FREE_PORT_REDIRECT_URI = URI.create("http://localhost:0/callback");
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final InputStream input;
  private final Browser browser;

  @Mixin private final LoginOptions options = new LoginOptions();

  Login() {
    this(System.in, Browser::openInDefaultBrowser);
  }

  Login(InputStream input, Browser browser) {
    this.input = input;
    this.browser = browser;
  }

  /** The person whose tokens were stored, and the granted scopes. */
  private record LoginResult(String person, Set<Scope> granted) {}

  @Override
  public int run(Context context) {
    try (LoginSetup setup = LoginSetup.open(context)) {
      LoginResult result =
          options.pasteRedirect() ? paste(setup, context.out()) : listen(setup, context.out());
      report(result, options.scopes(), setup.store(), context.out());
    }
    return DONE;
  }

  private LoginResult listen(LoginSetup setup, PrintStream out) {
    URI redirectUri =
        options
            .redirectUri()
            .map(URI::create)
            .orElse(setup.isSimulated() ? FREE_PORT_REDIRECT_URI : DEFAULT_REDIRECT_URI);
    try (LoginCallbackServer<LoginResult> server = LoginCallbackServer.at(redirectUri);
        OAuthClient oauth = setup.oauth().redirectUri(server.redirectUri().toString()).build()) {
      AuthorizationRequest request = oauth.authorize(options.scopes());
      server.start(query -> finish(oauth, parse(oauth, query, request), setup));
      printConsentUri(request, out);
      out.println("Waiting for the redirect to " + server.redirectUri() + " ...");
      browser.open(request.uri());
      return server.await(TIMEOUT);
    }
  }

  private LoginResult paste(LoginSetup setup, PrintStream out) {
    String redirectUri = options.redirectUri().orElse(DEFAULT_REDIRECT_URI.toString());
    try (OAuthClient oauth = setup.oauth().redirectUri(redirectUri).build()) {
      AuthorizationRequest request = oauth.authorize(options.scopes());
      printConsentUri(request, out);
      out.println("The browser is redirected to a URL that begins with " + redirectUri);
      out.println("and may show an error there. Paste the whole URL here:");
      return finish(oauth, oauth.parseCallback(readLine(), request.state()), setup);
    }
  }

  private static void printConsentUri(AuthorizationRequest request, PrintStream out) {
    out.println("Open this URL in a browser, and grant access:");
    out.println();
    out.println("  " + request.uri());
    out.println();
  }

  private String readLine() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
      if (line != null) {
        return line;
      }
    } catch (IOException e) {
      // The exception below explains what to do.
    }
    throw new IllegalArgumentException("No URL was pasted. Run login again.");
  }

  /**
   * Parses a callback. A callback that does not belong to this request must not end the wait for
   * the one that does.
   */
  private static AuthorizationCode parse(
      OAuthClient oauth, String query, AuthorizationRequest request) {
    try {
      return oauth.parseCallback(query, request.state());
    } catch (ConsentDeniedException denied) {
      throw denied;
    } catch (CredentialsException unrelated) {
      throw new UnrelatedCallbackException(String.valueOf(unrelated.getMessage()));
    }
  }

  private LoginResult finish(OAuthClient oauth, AuthorizationCode code, LoginSetup setup) {
    OAuthTokens tokens = oauth.exchange(code);
    String person =
        options
            .person()
            .or(() -> setup.environment().setting("OURA_PERSON"))
            .orElseGet(() -> fetchPersonId(tokens, setup));
    setup.store().save(person, tokens);
    return new LoginResult(person, tokens.grantedScopes());
  }

  /**
   * Returns Oura's id of the person, which webhook events contain, or "me" when it cannot be read.
   */
  private static String fetchPersonId(OAuthTokens tokens, LoginSetup setup) {
    try (OuraClient oura = setup.client(Credentials.token(tokens.accessToken()))) {
      return Optional.ofNullable(oura.personalInfo().get().id()).orElse("me");
    } catch (OuraException noPersonalInfo) {
      return "me";
    }
  }

  private static void report(
      LoginResult result, Set<Scope> requested, TokenStore store, PrintStream out) {
    out.println("Stored the tokens of " + result.person() + " in " + store + ".");
    out.println();
    if (result.granted().isEmpty()) {
      out.println("Oura did not report which scopes were granted.");
      return;
    }
    row(out, "granted", "data types");
    result.granted().forEach(scope -> row(out, scope.name(), types(scope)));
    List<Scope> denied =
        requested.stream().filter(scope -> !result.granted().contains(scope)).toList();
    if (!denied.isEmpty()) {
      out.println();
      row(out, "not granted", "inaccessible data types");
      denied.forEach(scope -> row(out, scope.name(), types(scope)));
    }
  }

  private static String types(Scope scope) {
    return scope.dataTypes().isEmpty()
        ? "-"
        : scope.dataTypes().stream().map(DataType::pathName).collect(Collectors.joining(", "));
  }

  private static void row(PrintStream out, String scope, String types) {
    out.println("%-20s %s".formatted(scope, types));
  }
}
