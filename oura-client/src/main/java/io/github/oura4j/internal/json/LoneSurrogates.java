// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts surrogates without a counterpart in JSON text to escapes and back. JSON allows them as
 * escapes, but UTF-8 cannot express them: converted to bytes, each would become a question mark.
 */
final class LoneSurrogates {
  /** An escape sequence; its group is the code of a surrogate. */
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:u([dD][89a-fA-F]\\p{XDigit}{2})|.)", Pattern.DOTALL);

  private LoneSurrogates() {}

  /** Returns a JSON text with the same values in which every surrogate belongs to a pair. */
  static String escape(String json) {
    int first = next(json, 0);
    if (first == json.length()) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    int copied = 0;
    for (int i = first; i < json.length(); i = next(json, i + 1)) {
      escaped.append(json, copied, i);
      escaped.append(
          followsBackslash(json, i) ? "?" : String.format("\\u%04x", (int) json.charAt(i)));
      copied = i + 1;
    }
    return escaped.append(json, copied, json.length()).toString();
  }

  /**
   * Returns a JSON text with the same values in which no surrogate is escaped. Jackson accepts lone
   * surrogates in names only in this form.
   */
  static String unescape(String json) {
    return ESCAPE
        .matcher(json)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    escape.group(1) == null
                        ? escape.group()
                        : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }

  /** Returns the index of the first lone surrogate from an index on, or the length. */
  private static int next(String json, int from) {
    for (int i = from; i < json.length(); i++) {
      if (Character.isSurrogate(json.charAt(i))) {
        if (!isPair(json, i)) {
          return i;
        }
        i++;
      }
    }
    return json.length();
  }

  private static boolean isPair(String json, int i) {
    return i + 1 < json.length() && Character.isSurrogatePair(json.charAt(i), json.charAt(i + 1));
  }

  /** Returns whether the character is the invalid second half of an escape, to be left invalid. */
  private static boolean followsBackslash(String json, int index) {
    int backslashes = 0;
    while (backslashes < index && json.charAt(index - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
