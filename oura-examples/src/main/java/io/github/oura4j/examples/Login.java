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

/**
 * Sends a person to Oura's consent page and stores the tokens that come of it: in a browser on this
 * machine, or pasted from one elsewhere.
 */
final class Login implements Example {
  private static final URI USUAL = URI.create("http://localhost:8765/callback");
  private static final URI ON_A_FREE_PORT = URI.create("http://localhost:0/callback");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final InputStream typed;
  private final Browser browser;

  Login() {
    this(System.in, Browser::ofThePerson);
  }

  Login(InputStream typed, Browser browser) {
    this.typed = typed;
    this.browser = browser;
  }

  /** Whose tokens were stored, and what they may see. */
  private record Outcome(String person, Set<Scope> granted) {}

  @Override
  public void run(List<String> arguments, Surroundings surroundings) {
    LoginOptions options = LoginOptions.parse(arguments);
    try (LoginPlace place = LoginPlace.open(surroundings)) {
      Outcome outcome =
          options.isPasted()
              ? paste(options, place, surroundings.out())
              : listen(options, place, surroundings.out());
      report(outcome, options.scopes(), place.store(), surroundings.out());
    }
  }

  private Outcome listen(LoginOptions options, LoginPlace place, PrintStream out) {
    URI redirect =
        options.redirect().map(URI::create).orElse(place.isSimulated() ? ON_A_FREE_PORT : USUAL);
    try (CallbackListener<Outcome> listener = CallbackListener.at(redirect);
        OAuthClient oauth = place.oauth().redirectUri(listener.redirect().toString()).build()) {
      AuthorizationRequest question = oauth.authorize(options.scopes());
      listener.answerWith(query -> finish(oauth, code(oauth, query, question), options, place));
      show(question, out);
      out.println("Waiting for the browser to come back to " + listener.redirect() + " ...");
      browser.open(question.address());
      return listener.await(PATIENCE);
    }
  }

  private Outcome paste(LoginOptions options, LoginPlace place, PrintStream out) {
    String redirect = options.redirect().orElse(USUAL.toString());
    try (OAuthClient oauth = place.oauth().redirectUri(redirect).build()) {
      AuthorizationRequest question = oauth.authorize(options.scopes());
      show(question, out);
      out.println("The browser ends at an address that begins with " + redirect);
      out.println("and may show nothing there. Paste that whole address here:");
      return finish(oauth, oauth.parseCallback(line(), question.state()), options, place);
    }
  }

  private static void show(AuthorizationRequest question, PrintStream out) {
    out.println("Open this address in a browser, and allow what you want to:");
    out.println();
    out.println("  " + question.address());
    out.println();
  }

  private String line() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(typed, StandardCharsets.UTF_8)).readLine();
      if (line != null) {
        return line;
      }
    } catch (IOException e) {
      // Said below.
    }
    throw new IllegalArgumentException("No address was pasted. Run login again.");
  }

  /** A callback that answers another question must not end the wait for the right one. */
  private static AuthorizationCode code(
      OAuthClient oauth, String query, AuthorizationRequest question) {
    try {
      return oauth.parseCallback(query, question.state());
    } catch (ConsentDeniedException refused) {
      throw refused;
    } catch (CredentialsException stray) {
      throw new StrayCallback(String.valueOf(stray.getMessage()));
    }
  }

  private static Outcome finish(
      OAuthClient oauth, AuthorizationCode code, LoginOptions options, LoginPlace place) {
    OAuthTokens tokens = oauth.exchange(code);
    String person =
        options
            .person()
            .or(() -> place.environment().setting("OURA_PERSON"))
            .orElseGet(() -> idAtOura(tokens, place));
    place.store().keep(person, tokens);
    return new Outcome(person, tokens.grantedScopes());
  }

  /** The id that webhook events name; without the scope for it, a name for the only person. */
  private static String idAtOura(OAuthTokens tokens, LoginPlace place) {
    try (OuraClient oura = place.client(Credentials.token(tokens.accessToken()))) {
      return Optional.ofNullable(oura.personalInfo().get().id()).orElse("me");
    } catch (OuraException withoutPersonalInfo) {
      return "me";
    }
  }

  private static void report(Outcome outcome, Set<Scope> asked, TokenStore store, PrintStream out) {
    out.println("Stored for " + outcome.person() + " in " + store + ".");
    out.println();
    if (outcome.granted().isEmpty()) {
      out.println("Oura did not say which scopes were granted.");
      return;
    }
    row(out, "granted", "data types");
    outcome.granted().forEach(scope -> row(out, scope.name(), types(scope)));
    List<Scope> refused =
        asked.stream().filter(scope -> !outcome.granted().contains(scope)).toList();
    if (!refused.isEmpty()) {
      out.println();
      row(out, "not granted", "data types out of reach");
      refused.forEach(scope -> row(out, scope.name(), types(scope)));
    }
  }

  private static String types(Scope scope) {
    return scope.dataTypes().isEmpty() ? "-" : String.join(", ", scope.dataTypes());
  }

  private static void row(PrintStream out, String scope, String types) {
    out.println("%-20s %s".formatted(scope, types));
  }
}
