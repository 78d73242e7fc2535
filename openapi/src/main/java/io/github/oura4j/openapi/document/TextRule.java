// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import java.util.regex.Pattern;

/**
 * What a text in an OpenAPI document may consist of, for each kind of place that a text can have.
 *
 * <p>None of these texts can end a string literal, a comment or an identifier of Java, or display
 * as something else than it is. Each rule is a single character class or has a limit of length, so
 * that matching takes little time and stack.
 */
enum TextRule {
  KEYWORD("a keyword", 60, "letters, digits, _ - and $", "[A-Za-z0-9_$-]+"),
  /** OpenAPI has this rule for the names of components. */
  NAME("a name", 150, "letters, digits, _ . and -", "[A-Za-z0-9_.-]+"),
  VERSION("a version", 30, "a digit, and then letters, digits, . + and -", "[0-9][A-Za-z0-9.+-]*"),
  LOCATION("a location", 10, "one of cookie, header, path, query", "cookie|header|path|query"),
  STYLE(
      "a style",
      20,
      "one of the styles of OpenAPI",
      "matrix|label|form|simple|spaceDelimited|pipeDelimited|deepObject"),
  PROPERTY(
      "a property name",
      150,
      "letters, digits, spaces and _ . : / @ + $ -",
      "[A-Za-z0-9_.:/@+$ -]+"),
  PATH(
      "a path",
      500,
      "letters, digits, _ . ~ : / - and placeholders in braces",
      "(?!.*//)(?:[A-Za-z0-9_.~:/-]|\\{[A-Za-z0-9_.-]+})+"),
  MEDIA_TYPE(
      "a media type",
      150,
      "a type, a slash, a subtype and parameters",
      "(?:\\*/\\*|[A-Za-z0-9_.+-]+/(?:\\*|[A-Za-z0-9_.+-]+))(?:; ?[A-Za-z0-9_.+=-]+)*"),
  SCOPE("a scope", 150, "letters, digits, spaces and _ . : / -", "[A-Za-z0-9_.:/ -]+"),
  REFERENCE("a reference", 500, "the characters of a URI", "[A-Za-z0-9_.~:/?#@$&=%+{}-]+"),
  URL("a URL", 500, "the characters of a URI", "[A-Za-z0-9_.~:/?#@$&=%+{}-]*"),
  /**
   * The characters of {@code /*} are allowed one by one, but the generator changes such a value.
   */
  VALUE(
      "an enum value or a default",
      500,
      "letters and digits of any language, spaces and ASCII punctuation without quotes, backslashes, braces and /* */",
      "(?!.*(?:\\*/|/\\*))[\\p{L}\\p{N}\\x20-\\x7E&&[^\"\\\\{}]]*"),
  /** Patterns are facts for readers of the description; no template prints them. */
  PATTERN("a pattern", 1_000, "printable ASCII", "[\\x20-\\x7E]*"),
  PROSE(
      "a description",
      5_000,
      "printable characters and line breaks, without backslashes, braces, < > & @ and */",
      "(?s)(?!.*\\*/)[\n[^\\p{C}\\p{Zl}\\p{Zp}\\\\<>&@{}]]*"),
  NO_TEXT("", 0, "", "");

  private final String kind;
  private final int limit;
  private final String allowed;
  private final Pattern pattern;

  TextRule(String kind, int limit, String allowed, String pattern) {
    this.kind = kind;
    this.limit = limit;
    this.allowed = allowed;
    this.pattern = Pattern.compile(pattern);
  }

  boolean allows(String text) {
    // The length first: matching a long text could exhaust the stack.
    return this != NO_TEXT && text.length() <= limit && pattern.matcher(text).matches();
  }

  /** Returns what is wrong with a text that is not allowed, without printing it as it is. */
  String problem(String text) {
    return this == NO_TEXT
        ? "'%s' is a text, where only a number, a boolean, a list or an object may be"
            .formatted(printable(text))
        : "'%s' cannot be %s: it may have up to %d characters, and only %s"
            .formatted(printable(text), kind, limit, allowed);
  }

  /** Escapes what a terminal would interpret or not show, and shortens a long text. */
  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(60)
        .forEach(
            one -> {
              if (one >= 0x20 && one <= 0x7E) {
                shown.appendCodePoint(one);
              } else {
                shown.append("U+%04X".formatted(one));
              }
            });
    return text.length() > 60 ? shown + "..." : shown.toString();
  }
}
