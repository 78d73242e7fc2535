// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a JSON document that was received as bytes. JSON is UTF-8, but Jackson also accepts
 * UTF-16 and UTF-32, so its text must be decoded in the same way.
 */
public final class JsonText {
  private static final Charset UTF_32_BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32_LE = Charset.forName("UTF-32LE");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private JsonText() {}

  /** Decodes a document, and removes its byte order mark. */
  public static String decode(byte[] json) {
    String text = new String(json, charset(json));
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** Returns whether a document is encoded in UTF-8, rather than in UTF-16 or UTF-32. */
  public static boolean isUtf8(byte[] json) {
    return charset(json).equals(StandardCharsets.UTF_8);
  }

  /**
   * Returns the encoding that the first four bytes show: a byte order mark, or zeros, because the
   * first character of a JSON document is an ASCII character.
   */
  private static Charset charset(byte[] json) {
    int first = pair(json, 0);
    int second = pair(json, 2);
    if (first == 0 && second > 0) {
      return UTF_32_BE;
    }
    if (second == 0 && (first == 0xFFFE || isLittleEndian(first))) {
      return UTF_32_LE;
    }
    if (first == 0xFEFF || (first > 0 && first <= 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return first == 0xFFFE || isLittleEndian(first)
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.UTF_8;
  }

  private static boolean isLittleEndian(int pair) {
    return pair > 0xFF && (pair & 0xFF) == 0;
  }

  /** Returns two bytes as a number, or -1 if there are not that many. */
  private static int pair(byte[] json, int index) {
    return index + 1 < json.length
        ? Byte.toUnsignedInt(json[index]) << 8 | Byte.toUnsignedInt(json[index + 1])
        : -1;
  }
}
