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
 * Reads what people write into {@code .env} files: {@code NAME=value}, with {@code export} before
 * it, spaces around the equals sign, comments, single quotes (as they stand), double quotes (with
 * escapes, over several lines), CRLF and a byte order mark. The last line of a name wins.
 */
final class DotEnv {
  /** The file is no .env file; the message says where, and holds nothing of it. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  private static final Pattern NAME = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)");

  private final String text;
  private int at;

  private DotEnv(String text) {
    this.text = text;
  }

  static Map<String, String> parse(byte[] file) throws Malformed {
    return new DotEnv(decode(file)).settings();
  }

  private Map<String, String> settings() throws Malformed {
    Map<String, String> settings = new LinkedHashMap<>();
    while (at < text.length()) {
      int end = endOfLine(at);
      String line = text.substring(at, end).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        at = end + 1;
      } else {
        settings.put(name(end), value());
      }
    }
    return settings;
  }

  private String name(int end) throws Malformed {
    int equals = text.indexOf('=', at);
    if (equals < 0 || equals > end) {
      throw malformed("is not NAME=value");
    }
    Matcher name = NAME.matcher(text.substring(at, equals).strip());
    if (!name.matches()) {
      throw malformed("has no name before its equals sign");
    }
    at = equals + 1;
    return name.group(1);
  }

  private String value() throws Malformed {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    char first = at < text.length() ? text.charAt(at) : '\n';
    if (first == '"' || first == '\'') {
      return quoted(first);
    }
    int end = endOfLine(at);
    String value = withoutComment(text.substring(at, end));
    at = end + 1;
    return value;
  }

  private String quoted(char quote) throws Malformed {
    StringBuilder value = new StringBuilder();
    int i = at + 1;
    for (; i < text.length() && text.charAt(i) != quote; i++) {
      boolean escape = quote == '"' && text.charAt(i) == '\\' && i + 1 < text.length();
      value.append(escape ? unescape(text.charAt(++i)) : text.charAt(i));
    }
    if (i >= text.length()) {
      throw malformed("opens a quote that is not closed");
    }
    int end = endOfLine(i + 1);
    String rest = text.substring(i + 1, end).strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      throw malformed("goes on after the closing quote");
    }
    at = end + 1;
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

  /** A number sign begins a comment only after a blank: it may stand inside a value. */
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

  private Malformed malformed(String what) {
    long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    return new Malformed("cannot be used: line " + line + " " + what + ".");
  }
}
