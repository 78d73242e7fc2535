// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.credentials.Scope;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line options of {@code login}.
 *
 * @param redirectUri the redirect URI, empty for the default
 * @param pasteRedirect whether the person pastes the URL of the redirect, instead of a server on
 *     this machine receiving it
 * @param person the key under which to store the tokens, empty for Oura's id of the person
 * @param scopes the scopes to request
 */
record LoginOptions(
    Optional<String> redirectUri,
    boolean pasteRedirect,
    Optional<String> person,
    Set<Scope> scopes) {
  private static final int HIGHEST_PORT = 65_535;
  private static final String USAGE =
      "usage: login [--port N | --redirect URI] [--paste] [--person KEY] [--scopes A,B,...]";

  static LoginOptions parse(List<String> arguments) {
    LoginOptions options = new LoginOptions(Optional.empty(), false, Optional.empty(), Scope.all());
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private LoginOptions with(String option, Iterator<String> rest) {
    return switch (option) {
      case "--paste" -> new LoginOptions(redirectUri, true, person, scopes);
      case "--port" ->
          withRedirectUri("http://localhost:" + port(value(option, rest)) + "/callback");
      case "--redirect" -> withRedirectUri(value(option, rest));
      case "--person" ->
          new LoginOptions(redirectUri, pasteRedirect, Optional.of(value(option, rest)), scopes);
      case "--scopes" ->
          new LoginOptions(redirectUri, pasteRedirect, person, scopes(value(option, rest)));
      default ->
          throw new IllegalArgumentException("Unknown option of login: " + option + ". " + USAGE);
    };
  }

  private LoginOptions withRedirectUri(String uri) {
    return new LoginOptions(Optional.of(uri), pasteRedirect, person, scopes);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value. " + USAGE);
    }
    return rest.next();
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // The exception below explains the range.
    }
    throw new IllegalArgumentException("--port must be a number from 1 to " + HIGHEST_PORT + ".");
  }

  private static Set<Scope> scopes(String names) {
    Set<Scope> scopes = new LinkedHashSet<>();
    Arrays.stream(names.split(",", -1)).map(String::strip).map(Scope::new).forEach(scopes::add);
    return scopes;
  }
}
