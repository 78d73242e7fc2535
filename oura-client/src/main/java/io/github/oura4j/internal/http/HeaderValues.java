// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import org.jspecify.annotations.Nullable;

/** What an access token may look like. A line break in one would become a header of its own. */
public final class HeaderValues {
  private HeaderValues() {}

  /**
   * Checks a token before it is sent anywhere.
   *
   * @param token the token
   * @param origin where it came from, for the message, such as {@code The variable
   *     OURA_ACCESS_TOKEN}
   * @return the same token
   * @throws IllegalArgumentException if it cannot be one; the message does not hold it
   */
  public static String check(@Nullable String token, String origin) {
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(origin + " is blank. Give the one that Oura issued.");
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          origin
              + " holds white space or other characters that no token has. Copy it again, without"
              + " quotes, line breaks and the word Bearer.");
    }
    return token;
  }
}
