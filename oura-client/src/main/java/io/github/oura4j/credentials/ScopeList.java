// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scopes in one text, with blanks between them and a prefix before each. */
final class ScopeList {
  /** What the scope of blood oxygen was called before version 1.41 of the API. */
  private static final String SPO2_ONCE = "spo2Daily";

  private ScopeList() {}

  static String write(Collection<Scope> scopes, String prefix) {
    return scopes.stream().map(scope -> prefix + scope.name()).collect(Collectors.joining(" "));
  }

  /** Reads what Oura sent; what cannot be a scope is left out, and null is none at all. */
  static Set<Scope> read(@Nullable String text, String prefix) {
    Set<Scope> scopes = new LinkedHashSet<>();
    for (String word : text == null ? new String[0] : text.split("[ ,]+", -1)) {
      String name = word.startsWith(prefix) ? word.substring(prefix.length()) : word;
      try {
        scopes.add(name.equals(SPO2_ONCE) ? Scope.SPO2 : new Scope(name));
      } catch (IllegalArgumentException noScope) {
        // A pair must not be lost for an odd word beside it.
      }
    }
    return scopes;
  }
}
