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
 * What stands behind {@code login} on the command line.
 *
 * @param redirect where the browser comes back to, empty for the usual address
 * @param isPasted whether the person pastes the address instead
 * @param person whom to store the tokens for, empty for Oura's id of the person
 * @param scopes what to ask for
 */
record LoginOptions(
    Optional<String> redirect, boolean isPasted, Optional<String> person, Set<Scope> scopes) {
  private static final int HIGHEST_PORT = 65_535;
  private static final String USAGE =
      "usage: login [--port N | --redirect ADDRESS] [--paste] [--person KEY] [--scopes A,B,...]";

  static LoginOptions parse(List<String> arguments) {
    LoginOptions options = new LoginOptions(Optional.empty(), false, Optional.empty(), Scope.all());
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private LoginOptions with(String option, Iterator<String> rest) {
    return switch (option) {
      case "--paste" -> new LoginOptions(redirect, true, person, scopes);
      case "--port" -> redirectedTo("http://localhost:" + port(value(option, rest)) + "/callback");
      case "--redirect" -> redirectedTo(value(option, rest));
      case "--person" ->
          new LoginOptions(redirect, isPasted, Optional.of(value(option, rest)), scopes);
      case "--scopes" -> new LoginOptions(redirect, isPasted, person, scopes(value(option, rest)));
      default -> throw new IllegalArgumentException("login does not know " + option + ". " + USAGE);
    };
  }

  private LoginOptions redirectedTo(String address) {
    return new LoginOptions(Optional.of(address), isPasted, person, scopes);
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
      // Said below.
    }
    throw new IllegalArgumentException("--port is a number from 1 to " + HIGHEST_PORT + ".");
  }

  private static Set<Scope> scopes(String names) {
    Set<Scope> scopes = new LinkedHashSet<>();
    Arrays.stream(names.split(",", -1)).map(String::strip).map(Scope::new).forEach(scopes::add);
    return scopes;
  }
}
