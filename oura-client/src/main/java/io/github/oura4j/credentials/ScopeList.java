// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Formats and parses lists of scopes: names separated by spaces, each with or without a prefix.
 *
 * <p>The form in which Oura reports granted scopes does not depend on the form of the request:
 * applications that request scopes without a prefix are granted them with one.
 */
final class ScopeList {
  /** The prefix of the scopes that Oura grants, to applications of both generations. */
  static final String PREFIX = "extapi:";

  /** The name of the blood oxygen scope before version 1.41 of the API. */
  private static final String FORMER_SPO2_NAME = "spo2Daily";

  private ScopeList() {}

  static String format(Collection<Scope> scopes, String prefix) {
    return scopes.stream()
        .map(scope -> prefix + withoutPrefix(scope.name(), prefix))
        .collect(Collectors.joining(" "));
  }

  /**
   * Parses what Oura reports as granted scopes: a text, or a list of texts. Everything else has no
   * scopes, and invalid names are skipped: an invalid scope name must not cause the loss of the
   * token pair in the same response.
   *
   * @param value the value of the property or parameter, or null if there is none
   * @param prefix the prefix of requested scopes, which is accepted in addition to Oura's
   */
  static Set<Scope> parse(@Nullable Object value, String prefix) {
    Set<Scope> scopes = new LinkedHashSet<>();
    words(value)
        .map(word -> withoutPrefix(word, prefix))
        .forEach(
            word -> {
              try {
                scopes.add(granted(word));
              } catch (IllegalArgumentException invalidName) {
                // Skipped, see above.
              }
            });
    return scopes;
  }

  /**
   * Returns a granted scope.
   *
   * @param word its name, with or without Oura's prefix
   * @throws IllegalArgumentException if the name is invalid
   */
  static Scope granted(String word) {
    String name = withoutPrefix(word, PREFIX);
    return name.equals(FORMER_SPO2_NAME) ? Scope.SPO2 : new Scope(name);
  }

  private static Stream<String> words(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().filter(String.class::isInstance).flatMap(ScopeList::words);
    }
    return value instanceof String text
        ? Stream.of(text.split("[\\s,]+", -1)).filter(word -> !word.isEmpty())
        : Stream.empty();
  }

  private static String withoutPrefix(String word, String prefix) {
    return word.startsWith(prefix) ? word.substring(prefix.length()) : word;
  }
}
