// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

import java.util.Locale;

/**
 * Writes elements of HTML and SVG that are well-formed XML, too. All text and all attribute values
 * are escaped, and characters that XML does not allow are replaced, so that text from anywhere can
 * be passed. Not thread-safe.
 */
public final class Markup {
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder written = new StringBuilder();

  /**
   * Writes a start tag.
   *
   * @param name the name of the element
   * @param attributes names and values by turns
   */
  public Markup open(String name, Object... attributes) {
    tag(name, attributes);
    written.append('>');
    return this;
  }

  /** Writes an end tag. */
  public Markup close(String name) {
    written.append("</").append(name).append('>');
    return this;
  }

  /** Writes an element without content. */
  public Markup empty(String name, Object... attributes) {
    tag(name, attributes);
    written.append("/>");
    return this;
  }

  /** Writes an element that contains only text. */
  public Markup element(String name, String text, Object... attributes) {
    return open(name, attributes).text(text).close(name);
  }

  /** Writes text. */
  public Markup text(String text) {
    text.codePoints().forEach(this::escape);
    return this;
  }

  /**
   * Writes markup of this program as it is, such as a style sheet. Never pass text from elsewhere.
   */
  public Markup trusted(String markup) {
    written.append(markup);
    return this;
  }

  private void tag(String name, Object... attributes) {
    written.append('<').append(name);
    for (int index = 0; index < attributes.length; index += 2) {
      written.append(' ').append(attributes[index]).append("=\"");
      Object value = attributes[index + 1];
      text(value instanceof Double number ? coordinate(number) : String.valueOf(value));
      written.append('"');
    }
  }

  private void escape(int character) {
    switch (character) {
      case '&' -> written.append("&amp;");
      case '<' -> written.append("&lt;");
      case '>' -> written.append("&gt;");
      case '"' -> written.append("&quot;");
      case '\'' -> written.append("&#39;");
      default -> written.appendCodePoint(isAllowed(character) ? character : REPLACEMENT);
    }
  }

  private static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= ' ' && character < Character.MIN_SURROGATE)
        || (character > Character.MAX_SURROGATE && character != 0xFFFE && character != 0xFFFF);
  }

  /** Returns a coordinate with at most one decimal: a tenth of a pixel is enough, and short. */
  static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Returns what was written. */
  @Override
  public String toString() {
    return written.toString();
  }
}
