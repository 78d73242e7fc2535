// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A value within the bytes of a JSON text, and the values that it contains. Finds where values end
 * by their brackets and quotation marks alone, in constant memory. Unlike in a parser, there are no
 * limits, so that a document beyond the parser's limits can be separated from the others of its
 * page.
 *
 * <p>Expects UTF-8. Whether the values are valid JSON is for the parser to check.
 */
final class JsonSlice {
  private final byte[] json;
  private final int start;
  private final int end;

  /** Receives a member of an object. */
  @FunctionalInterface
  interface MemberVisitor {
    void visit(JsonSlice name, JsonSlice value) throws IOException;
  }

  /** Receives an element of an array. */
  @FunctionalInterface
  interface ElementVisitor {
    void visit(JsonSlice element) throws IOException;
  }

  private JsonSlice(byte[] json, int start, int end) {
    this.json = json;
    this.start = start;
    this.end = end;
  }

  /**
   * Returns the one value that a text consists of.
   *
   * @throws IOException if it is incomplete, or followed by something else
   */
  static JsonSlice of(byte[] json) throws IOException {
    JsonSlice value = startingAt(json, skipSpace(json, startsWithByteOrderMark(json) ? 3 : 0));
    if (skipSpace(json, value.end) != json.length) {
      throw new IOException("something follows the value");
    }
    return value;
  }

  /**
   * Returns the value that starts at an offset.
   *
   * @throws IOException if it is incomplete
   */
  static JsonSlice startingAt(byte[] json, int start) throws IOException {
    return new JsonSlice(json, start, endOfValue(json, start));
  }

  /** Returns the offset of the first byte. */
  int start() {
    return start;
  }

  /** Returns the offset after the last byte. */
  int end() {
    return end;
  }

  /** Returns a copy of the bytes of this value. */
  byte[] bytes() {
    return Arrays.copyOfRange(json, start, end);
  }

  /** Returns whether this value is written exactly as a text of ASCII characters. */
  boolean hasText(String text) {
    return Arrays.equals(
        json, start, end, text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
  }

  /**
   * Visits the members of this object in their order.
   *
   * @throws IOException if this is not an object
   */
  void forEachMember(MemberVisitor visitor) throws IOException {
    forEachPart(
        '{',
        position -> {
          JsonSlice name = startingAt(json, position);
          JsonSlice value = startingAt(json, skipSpace(json, skip(':', skipSpace(json, name.end))));
          visitor.visit(name, value);
          return value.end;
        });
  }

  /**
   * Visits the elements of this array in their order.
   *
   * @throws IOException if this is not an array
   */
  void forEachElement(ElementVisitor visitor) throws IOException {
    forEachPart(
        '[',
        position -> {
          JsonSlice element = startingAt(json, position);
          visitor.visit(element);
          return element.end;
        });
  }

  /** Reads one part of an object or array, and returns the offset of its end. */
  @FunctionalInterface
  private interface PartReader {
    int read(int position) throws IOException;
  }

  private void forEachPart(char opening, PartReader reader) throws IOException {
    int closing = end - 1;
    int position = skipSpace(json, skip(opening, start));
    if (position == closing) {
      return;
    }
    position = skipSpace(json, reader.read(position));
    while (position < closing) {
      position = skipSpace(json, reader.read(skipSpace(json, skip(',', position))));
    }
  }

  private int skip(char expected, int position) throws IOException {
    if (position >= end || json[position] != expected) {
      throw new IOException("a " + expected + " is missing");
    }
    return position + 1;
  }

  private static int skipSpace(byte[] json, int position) {
    int next = position;
    while (next < json.length && isSpace(json[next])) {
      next++;
    }
    return next;
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  private static int endOfValue(byte[] json, int start) throws IOException {
    int position = start;
    int depth = 0;
    do {
      if (position >= json.length) {
        throw new IOException("the value is incomplete");
      }
      switch (json[position]) {
        case '"' -> position = endOfString(json, position);
        case '{', '[' -> {
          depth++;
          position++;
        }
        case '}', ']' -> {
          depth--;
          position++;
        }
        default -> position = depth > 0 ? position + 1 : endOfLiteral(json, position);
      }
    } while (depth > 0);
    if (depth < 0 || position == start) {
      throw new IOException("a value is missing");
    }
    return position;
  }

  private static int endOfString(byte[] json, int start) throws IOException {
    for (int i = start + 1; i < json.length; i++) {
      if (json[i] == '"') {
        return i + 1;
      }
      if (json[i] == '\\') {
        i++;
      }
    }
    throw new IOException("the string is incomplete");
  }

  private static int endOfLiteral(byte[] json, int start) {
    int end = start;
    while (end < json.length && !isSpace(json[end]) && ",:]}".indexOf(json[end]) < 0) {
      end++;
    }
    return end;
  }

  private static boolean startsWithByteOrderMark(byte[] json) {
    return json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }
}
