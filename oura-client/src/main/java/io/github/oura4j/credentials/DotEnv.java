// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses {@code .env} files.
 *
 * <p>A line is {@code NAME=value}, a comment or blank. The parser accepts a leading {@code export},
 * spaces around the equals sign, single quotes (taken literally), double quotes (with escapes, over
 * several lines), CRLF line ends and a byte order mark. If a name occurs more than once, the last
 * occurrence wins.
 */
final class DotEnv {
  /** Thrown for a malformed file; the message has the line number but no text from the file. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  private static final Pattern NAME = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)");

  private final String text;
  private int position;

  private DotEnv(String text) {
    this.text = text;
  }

  static Map<String, String> parse(byte[] file) throws Malformed {
    return new DotEnv(decode(file)).settings();
  }

  private Map<String, String> settings() throws Malformed {
    Map<String, String> settings = new LinkedHashMap<>();
    while (position < text.length()) {
      int end = endOfLine(position);
      String line = text.substring(position, end).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        position = end + 1;
      } else {
        settings.put(name(end), value());
      }
    }
    return settings;
  }

  private String name(int end) throws Malformed {
    int equals = text.indexOf('=', position);
    if (equals < 0 || equals > end) {
      throw malformed("is not NAME=value");
    }
    Matcher name = NAME.matcher(text.substring(position, equals).strip());
    if (!name.matches()) {
      throw malformed("has no valid name before the equals sign");
    }
    position = equals + 1;
    return name.group(1);
  }

  private String value() throws Malformed {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
    char first = position < text.length() ? text.charAt(position) : '\n';
    if (first == '"' || first == '\'') {
      return quoted(first);
    }
    int end = endOfLine(position);
    String value = withoutComment(text.substring(position, end));
    position = end + 1;
    return value;
  }

  private String quoted(char quote) throws Malformed {
    StringBuilder value = new StringBuilder();
    int i = position + 1;
    for (; i < text.length() && text.charAt(i) != quote; i++) {
      boolean escape = quote == '"' && text.charAt(i) == '\\' && i + 1 < text.length();
      value.append(escape ? unescape(text.charAt(++i)) : text.charAt(i));
    }
    if (i >= text.length()) {
      throw malformed("has a quote that is never closed");
    }
    int end = endOfLine(i + 1);
    String rest = text.substring(i + 1, end).strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      throw malformed("has text after the closing quote");
    }
    position = end + 1;
    return value.toString();
  }

  private static char unescape(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }

  /** A # starts a comment only after white space, because it may also be part of a value. */
  private static String withoutComment(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == '#' && (i == 0 || isBlank(value.charAt(i - 1)))) {
        return value.substring(0, i).strip();
      }
    }
    return value.strip();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static String decode(byte[] file) throws Malformed {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(file))
          .toString()
          .replaceFirst("^\uFEFF", "")
          .replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw new Malformed("is not UTF-8 text. Save it as UTF-8.");
    }
  }

  private Malformed malformed(String problem) {
    long line = text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    return new Malformed("cannot be used: line " + line + " " + problem + ".");
  }
}
