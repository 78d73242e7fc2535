// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.schema;

/**
 * Halves of characters, which JSON can express by an escape sequence, but UTF-8 cannot. Encoders of
 * Java replace them by question marks.
 */
public final class LoneSurrogates {
  private LoneSurrogates() {}

  /** Returns whether a text contains one. */
  public static boolean areIn(String text) {
    return next(text, 0) < text.length();
  }

  /** Returns JSON text in which each one is an escape sequence. */
  public static String escape(String json) {
    int lone = next(json, 0);
    if (lone == json.length()) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    int start = 0;
    while (lone < json.length()) {
      escaped.append(json, start, lone).append(String.format("\\u%04x", (int) json.charAt(lone)));
      start = lone + 1;
      lone = next(json, start);
    }
    return escaped.append(json, start, json.length()).toString();
  }

  /** Returns the index of the first one from an index on, or the length of the text. */
  private static int next(String text, int from) {
    int index = from;
    while (index < text.length()) {
      if (!Character.isSurrogate(text.charAt(index))) {
        index++;
      } else if (Character.isSupplementaryCodePoint(text.codePointAt(index))) {
        index += 2;
      } else {
        return index;
      }
    }
    return index;
  }
}
