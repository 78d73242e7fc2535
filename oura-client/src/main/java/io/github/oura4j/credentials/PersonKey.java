// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.nio.charset.StandardCharsets;

/** What may name a person in a store. */
final class PersonKey {
  private static final int LONGEST = 64;

  private PersonKey() {}

  static String check(String person) {
    int length = person.getBytes(StandardCharsets.UTF_8).length;
    if (person.isBlank() || length > LONGEST) {
      throw new IllegalArgumentException(
          "A person's key has 1 to "
              + LONGEST
              + " bytes and is not blank. Take the person's id at Oura.");
    }
    if (person.codePoints().anyMatch(PersonKey::isNoCharacter)) {
      throw new IllegalArgumentException(
          "A person's key holds a line break, another control character or half a character. Take"
              + " the person's id at Oura.");
    }
    return person;
  }

  private static boolean isNoCharacter(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
