// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Formats and parses the OAuth2 {@code scope} parameter: scope names separated by spaces, each with
 * the prefix that the endpoints require.
 */
final class ScopeList {
  /** The name of the blood oxygen scope before version 1.41 of the API. */
  private static final String FORMER_SPO2_NAME = "spo2Daily";

  private ScopeList() {}

  static String format(Collection<Scope> scopes, String prefix) {
    return scopes.stream().map(scope -> prefix + scope.name()).collect(Collectors.joining(" "));
  }

  /** Parses a parameter from Oura; null has no scopes, and invalid names are skipped. */
  static Set<Scope> parse(@Nullable String text, String prefix) {
    Set<Scope> scopes = new LinkedHashSet<>();
    for (String word : text == null ? new String[0] : text.split("[ ,]+", -1)) {
      String name = word.startsWith(prefix) ? word.substring(prefix.length()) : word;
      try {
        scopes.add(name.equals(FORMER_SPO2_NAME) ? Scope.SPO2 : new Scope(name));
      } catch (IllegalArgumentException invalidName) {
        // An invalid scope name must not cause the loss of the token pair in the same response.
      }
    }
    return scopes;
  }
}
