// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Validates the key that identifies a person in a {@link TokenStore}, for stores of your own. All
 * methods are thread-safe.
 */
public final class PersonKey {
  private static final int MAX_BYTES = 64;

  private PersonKey() {}

  /**
   * Checks a key: it must have 1 to 64 bytes in UTF-8, must not be blank, and must not contain
   * control characters or unpaired surrogates.
   *
   * @param person the key
   * @return the same key
   * @throws IllegalArgumentException if the key is invalid
   */
  public static String check(String person) {
    Objects.requireNonNull(person, "person must not be null");
    int length = person.getBytes(StandardCharsets.UTF_8).length;
    if (person.isBlank() || length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "A person's key must have 1 to "
              + MAX_BYTES
              + " bytes in UTF-8 and must not be blank. Use the person's Oura user id.");
    }
    if (person.codePoints().anyMatch(PersonKey::isForbidden)) {
      throw new IllegalArgumentException(
          "A person's key must not contain line breaks, other control characters or unpaired"
              + " surrogates. Use the person's Oura user id.");
    }
    return person;
  }

  private static boolean isForbidden(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
