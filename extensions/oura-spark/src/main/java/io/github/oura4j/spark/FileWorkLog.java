// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.credentials.PersonKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
  private static final Pattern LINE =
      Pattern.compile("(.+),(\\d{4}-\\d{2}-\\d{2}),(\\d{4}-\\d{2}-\\d{2})\\r?");

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

  private Work parse(long number, String line) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      try {
        LocalDate first = LocalDate.parse(matcher.group(2));
        LocalDate last = LocalDate.parse(matcher.group(3));
        if (!first.isAfter(last)) {
          return new Work(number, PersonKey.check(matcher.group(1)), first, last);
        }
      } catch (DateTimeException | IllegalArgumentException e) {
        // The sentence below says how it should be.
      }
    }
    throw new OuraSparkException(
        "Line "
            + number
            + " of "
            + file
            + " is not a piece of work. Write a person's key, the first and the last day, such as"
            + " anna,2026-01-01,2026-01-31.");
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
    try {
      String text = Files.readString(file);
      int end = text.lastIndexOf('\n');
      return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
    } catch (IOException e) {
      throw new OuraSparkException(
          "The file of the option work, "
              + file
              + ", cannot be read ("
              + e.getClass().getSimpleName()
              + "). It must be a file of the driver's machine, in UTF-8.");
    }
  }
}
