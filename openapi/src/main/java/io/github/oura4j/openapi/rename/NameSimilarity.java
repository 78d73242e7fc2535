// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import io.github.oura4j.openapi.document.Keywords;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Compares two names by the words that they consist of. */
final class NameSimilarity {
  private NameSimilarity() {}

  static double of(String one, String other) {
    return SchemaShape.jaccard(words(one), words(other));
  }

  private static Set<String> words(String name) {
    Set<String> words =
        new HashSet<>(
            List.of(
                name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                    .toLowerCase(Locale.ROOT)
                    .split("[^a-z0-9]+")));
    // Words that Oura has added to or removed from most names say nothing.
    words.removeAll(Keywords.set("public model response row"));
    return words;
  }
}
