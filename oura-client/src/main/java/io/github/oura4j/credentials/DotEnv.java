// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings in a {@code .env} file.
 *
 * <p>A line is {@code NAME=value}, a comment or blank. The parser accepts a leading {@code export},
 * spaces around the equals sign, single quotes (taken literally), double quotes (with escapes, over
 * several lines), CRLF line ends and a byte order mark. If a name occurs more than once, the last
 * occurrence wins. A malformed line is skipped, and does not matter unless a setting is missing.
 *
 * @param settings the values by name
 * @param problems what is wrong with the file
 */
record DotEnv(Map<String, String> settings, List<Problem> problems) {
  static final DotEnv EMPTY = new DotEnv(Map.of(), List.of());

  /** A larger file is not one of settings, and could fill the memory. */
  static final int MAX_FILE_BYTES = 64 * 1024;

  /**
   * Something that is wrong with a file.
   *
   * @param line the malformed line; empty if the problem is that of the whole file
   * @param message the problem, worded to follow the name of the file; it has the line number but
   *     no text from the file
   */
  record Problem(String line, String message) {
    /** Returns the message, but not the line, which may contain a secret. */
    @Override
    public String toString() {
      return message;
    }
  }

  /** Returns a file that cannot be used at all. */
  static DotEnv unusable(String message) {
    return new DotEnv(Map.of(), List.of(new Problem("", message)));
  }

  /** Reads a file, unless it is larger than {@link #MAX_FILE_BYTES}. */
  static DotEnv read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] file = in.readNBytes(MAX_FILE_BYTES + 1);
      return file.length > MAX_FILE_BYTES
          ? unusable(
              "cannot be used: it is larger than "
                  + MAX_FILE_BYTES
                  + " bytes. Keep only settings in it, or set environment variables instead.")
          : parse(file);
    }
  }

  /** Parses the content of a file. */
  static DotEnv parse(byte[] file) {
    try {
      return new Parser(decode(file)).parse();
    } catch (CharacterCodingException e) {
      return unusable("is not UTF-8 text. Save it as UTF-8.");
    }
  }

  private static String decode(byte[] file) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(file))
        .toString()
        .replaceFirst("^\uFEFF", "")
        .replace("\r\n", "\n");
  }

  /** Returns the first malformed line that seems to be about a setting. */
  Optional<Problem> problemAbout(String name) {
    Pattern wholeName =
        Pattern.compile(
            "(?<!"
                + Parser.NAME_CHARACTER
                + ")"
                + Pattern.quote(name)
                + "(?!"
                + Parser.NAME_CHARACTER
                + ")");
    return problems.stream()
        .filter(problem -> wholeName.matcher(problem.line()).find())
        .findFirst();
  }

  /** Returns the number of settings, but neither names nor values. */
  @Override
  public String toString() {
    return "DotEnv[" + settings.size() + " settings]";
  }

  /** Parses the text of a file, line by line. */
  private static final class Parser {
    private static final String NAME_CHARACTER = "[A-Za-z0-9_.-]";
    private static final Pattern NAME =
        Pattern.compile("(?:export\\s+)?([A-Za-z_]" + NAME_CHARACTER + "*)");

    private final String text;
    private int position;

    Parser(String text) {
      this.text = text;
    }

    DotEnv parse() {
      Map<String, String> settings = new LinkedHashMap<>();
      List<Problem> problems = new ArrayList<>();
      while (position < text.length()) {
        int start = position;
        int end = endOfLine(start);
        String line = text.substring(start, end).strip();
        position = end + 1;
        if (!line.isEmpty() && !line.startsWith("#")) {
          try {
            settings.put(name(start, end), value());
          } catch (MalformedLine e) {
            problems.add(new Problem(line, e.getMessage()));
            position = end + 1;
          }
        }
      }
      return new DotEnv(Map.copyOf(settings), List.copyOf(problems));
    }

    private String name(int start, int end) throws MalformedLine {
      position = start;
      int equals = text.indexOf('=', start);
      if (equals < 0 || equals > end) {
        throw malformed("is not NAME=value");
      }
      Matcher name = NAME.matcher(text.substring(start, equals).strip());
      if (!name.matches()) {
        throw malformed("has no valid name before the equals sign");
      }
      position = equals + 1;
      return name.group(1);
    }

    private String value() throws MalformedLine {
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

    private String quoted(char quote) throws MalformedLine {
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

    private MalformedLine malformed(String problem) {
      long line = text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
      return new MalformedLine("cannot be used: line " + line + " " + problem + ".");
    }
  }

  /** Thrown for a malformed line. */
  private static final class MalformedLine extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLine(String message) {
      super(message, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
