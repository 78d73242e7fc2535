// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.credentials.PersonKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The work of a small study in a file of the driver. Each line is a piece of work, whose sequence
 * is the number of the line: a person's key, the first and the last day, separated by commas. Lines
 * are added at the end; a last line without a line break is not complete yet.
 *
 * @param file the file
 */
record FileWorkLog(Path file) implements WorkLog {
  private static final Pattern LINE = Pattern.compile("(.*),(.*),(.*?)\\r?", Pattern.DOTALL);
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Override
  public long lastSequence() {
    return lines().size();
  }

  @Override
  public List<Work> work(long after, long upTo) {
    List<String> lines = lines();
    List<Work> work = new ArrayList<>();
    for (int i = (int) after; i < Math.min(upTo, lines.size()); i++) {
      work.add(parse(i + 1, lines.get(i)));
    }
    return work;
  }

  @Override
  public void requireComplete() {
    String text = text();
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new OuraSparkException(
          line(lines(text).size() + 1L)
              + " has no line break at its end, so it may be incomplete. Complete it, and end it"
              + " with a line break.");
    }
  }

  private Work parse(long number, String line) {
    if (number == 1 && line.startsWith(BYTE_ORDER_MARK)) {
      throw notWork(number, "The file begins with a byte order mark. Save it without one.");
    }
    String[] values = values(number, line);
    LocalDate first = day(number, values[1]);
    LocalDate last = day(number, values[2]);
    if (first.isAfter(last)) {
      throw notWork(number, "Its first day, " + first + ", is after its last day, " + last + ".");
    }
    if (last.isAfter(DayRange.newest())) {
      throw notWork(
          number,
          "Its last day, "
              + last
              + ", has not begun anywhere: it would count as read, and never be. Set it to a day"
              + " that is over.");
    }
    try {
      return new Work(number, PersonKey.check(values[0]), first, last);
    } catch (IllegalArgumentException e) {
      throw notWork(number, String.valueOf(e.getMessage()));
    }
  }

  private String[] values(long number, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw notWork(number, "It does not have three values, separated by commas.");
    }
    return new String[] {matcher.group(1), matcher.group(2), matcher.group(3)};
  }

  private LocalDate day(long number, String text) {
    if (!DAY.matcher(text).matches()) {
      throw notWork(
          number, "Its second and third values must be days, without spaces or quotation marks.");
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw notWork(number, "There is no day " + text + ".");
    }
  }

  private OuraSparkException notWork(long number, String reason) {
    return new OuraSparkException(
        line(number)
            + " is not a piece of work. "
            + reason
            + " Write a person's key, the first and the last day, such as"
            + " anna,2026-01-01,2026-01-31.");
  }

  private String line(long number) {
    return "Line " + number + " of " + file.toAbsolutePath();
  }

  @Override
  public String identity(long upTo) {
    return identity(lines(), upTo);
  }

  @Override
  public boolean isIdentity(long upTo, String identity) {
    List<String> lines = lines();
    return upTo <= lines.size() && identity.equals(identity(lines, upTo));
  }

  /** Does nothing: a file has no outcomes. */
  @Override
  public void saveStored(long after, long upTo) {}

  private static String identity(List<String> lines, long upTo) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines.stream()
          .limit(upTo)
          .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each JVM has SHA-256.", e);
    }
  }

  private List<String> lines() {
    return lines(text());
  }

  /** Returns the lines that have a line break at their end. */
  private static List<String> lines(String text) {
    int end = text.lastIndexOf('\n');
    return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new OuraSparkException(
          "The file of the option work, "
              + file.toAbsolutePath()
              + ", "
              + problem(e)
              + ". It must be a file of the driver's machine, in UTF-8.");
    }
  }

  private String problem(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (failure instanceof CharacterCodingException) {
      return "is not in UTF-8";
    }
    return Files.isDirectory(file)
        ? "is a folder"
        : "cannot be read (" + failure.getClass().getSimpleName() + ")";
  }
}
