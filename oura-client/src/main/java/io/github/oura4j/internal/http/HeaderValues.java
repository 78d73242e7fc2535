// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * Validates tokens and other credentials before they are sent in a header or form. This prevents
 * header injection: a line break in a token would start another header.
 */
public final class HeaderValues {
  private HeaderValues() {}

  /**
   * Checks that a value is not blank and consists of visible ASCII characters.
   *
   * @param value the value
   * @param origin where it comes from, for the message, such as {@code The variable
   *     OURA_ACCESS_TOKEN}
   * @return the same value
   * @throws IllegalArgumentException if it is invalid; the message does not contain the value
   */
  public static String check(@Nullable String value, String origin) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(origin + " is blank. Use the value that Oura issued.");
    }
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          origin
              + " contains white space or other characters that are not allowed. Copy it again,"
              + " without quotes, line breaks and the word Bearer.");
    }
    return value;
  }
}
