// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** How days are written. */
final class Days {
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE, MMM d", Locale.ENGLISH);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEE, MMM d, yyyy", Locale.ENGLISH);

  private Days() {}

  static String shortName(LocalDate day) {
    return SHORT.format(day);
  }

  static String longName(LocalDate day) {
    return LONG.format(day);
  }

  /** Returns days as a part of a sentence. */
  static String names(Collection<LocalDate> days) {
    return days.stream().map(Days::shortName).collect(Collectors.joining(" and "));
  }

  /** Returns a range as a title. */
  static String range(LocalDate first, LocalDate last) {
    return first.equals(last) ? longName(first) : longName(first) + " to " + longName(last);
  }

  /** Returns a range as a part of a sentence. */
  static String during(LocalDate first, LocalDate last) {
    return (first.equals(last) ? "on " : "from ") + range(first, last);
  }
}
