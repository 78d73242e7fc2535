// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.credentials.AuthorizationCode;
import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.examples.login.Browser;
import io.github.oura4j.examples.login.LoginCallbackServer;
import io.github.oura4j.examples.login.LoginResultPage;
import io.github.oura4j.examples.login.UnrelatedCallbackException;
import io.github.oura4j.model.DataType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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

  /** Where the tokens were stored, and the granted scopes. */
  private record LoginResult(LoginStorage.Stored stored, Set<Scope> granted) {}

  @Override
  public int run(Context context) {
    warnAboutUnknownScopes(context.err());
    try (LoginSetup setup = LoginSetup.open(context)) {
      LoginStorage storage = LoginStorage.of(options, setup);
      storage.check().ifPresent(key -> warnAboutReplacement(key, setup, context.err()));
      LoginResult result =
          options.pasteRedirect()
              ? paste(setup, storage, context.out())
              : listen(setup, storage, context);
      report(result, options.scopes(), setup, context.out());
    }
    return DONE;
  }

  private void warnAboutUnknownScopes(PrintStream err) {
    if (!options.unknownScopes().isEmpty()) {
      err.println(
          "Warning: requesting scopes that Oura does not document: "
              + names(options.unknownScopes())
              + ". The documented ones are: "
              + names(Scope.all())
              + ".");
    }
  }

  private static void warnAboutReplacement(String key, LoginSetup setup, PrintStream err) {
    err.println(
        "Warning: the tokens of "
            + key
            + " in "
            + setup.store()
            + " will be replaced. To keep them, choose another key with --person.");
  }

  private static String names(Set<Scope> scopes) {
    return scopes.stream().map(Scope::name).collect(Collectors.joining(", "));
  }

  private LoginResult listen(LoginSetup setup, LoginStorage storage, Context context) {
    URI redirectUri =
        options
            .redirectUri()
            .map(URI::create)
            .orElse(setup.isSimulated() ? FREE_PORT_REDIRECT_URI : DEFAULT_REDIRECT_URI);
    if (!LoginCallbackServer.canListenAt(redirectUri)) {
      throw new WrongUseException(
          "The redirect URI "
              + redirectUri
              + " is not an http:// URI of this machine. Add --paste, and paste the URL to which the"
              + " browser is redirected.");
    }
    PrintStream out = context.out();
    try (LoginCallbackServer<LoginResult> server = LoginCallbackServer.at(redirectUri);
        OAuthClient oauth = setup.oauth().redirectUri(server.redirectUri().toString()).build()) {
      AuthorizationRequest request = oauth.authorize(options.scopes(), options.parameters());
      server.start(
          query -> finish(oauth, parse(oauth, query, request), storage),
          LoginResultPage.success(setup.isSimulated()));
      printConsentUri(request, out);
      out.println("Waiting for the redirect to " + server.redirectUri() + " ...");
      openBrowser(request.uri(), context.err());
      return server.await(TIMEOUT);
    }
  }

  private void openBrowser(URI uri, PrintStream err) {
    try {
      browser.open(uri);
    } catch (IOException noBrowser) {
      err.println(
          "No browser was found on this machine. Open the URL yourself; for a browser on another"
              + " machine, stop this program and run login --paste.");
    }
  }

  private LoginResult paste(LoginSetup setup, LoginStorage storage, PrintStream out) {
    String redirectUri = options.redirectUri().orElse(DEFAULT_REDIRECT_URI.toString());
    try (OAuthClient oauth = setup.oauth().redirectUri(redirectUri).build()) {
      AuthorizationRequest request = oauth.authorize(options.scopes(), options.parameters());
      printConsentUri(request, out);
      out.println("The browser is redirected to a URL that begins with " + redirectUri);
      out.println("and may show an error there. Paste the whole URL here:");
      return finish(oauth, oauth.parseCallback(readLine(), request.state()), storage);
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
   * Parses a callback. A callback without the state of this request does not belong to it, and must
   * not end the wait for the one that does.
   */
  private static AuthorizationCode parse(
      OAuthClient oauth, String query, AuthorizationRequest request) {
    try {
      return oauth.parseCallback(query, request.state());
    } catch (CredentialsException e) {
      if (Arrays.asList(query.split("&", -1)).contains("state=" + request.state())) {
        throw e;
      }
      throw new UnrelatedCallbackException();
    }
  }

  private static LoginResult finish(
      OAuthClient oauth, AuthorizationCode code, LoginStorage storage) {
    OAuthTokens tokens = oauth.exchange(code);
    return new LoginResult(storage.save(tokens), tokens.grantedScopes());
  }

  private static void report(
      LoginResult result, Set<Scope> requested, LoginSetup setup, PrintStream out) {
    reportStorage(result.stored(), setup, out);
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

  private static void reportStorage(LoginStorage.Stored stored, LoginSetup setup, PrintStream out) {
    if (setup.isSimulated()) {
      out.println("Logged in to the simulator as " + stored.key() + ". No tokens were stored.");
      return;
    }
    out.println(
        "Stored the tokens of "
            + stored.key()
            + " in "
            + setup.store()
            + (stored.isReplacement() ? ", in place of the previous ones." : "."));
    stored.fallbackReason().ifPresent(reason -> explainFallback(reason, stored.key(), out));
  }

  private static void explainFallback(String reason, String key, PrintStream out) {
    out.println(reason);
    out.println(
        "So the key is made up. To choose one, run login with --person."
            + (key.equals(LoginStorage.FALLBACK_KEY)
                ? ""
                : " --person "
                    + LoginStorage.FALLBACK_KEY
                    + " replaces the tokens of "
                    + LoginStorage.FALLBACK_KEY
                    + "."));
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
