// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Parses days, and timestamps in the form that Oura sends, such as {@code
 * 2026-03-01T07:30:00.000+01:00}, from the characters of a JSON parser. A page of heart rates
 * contains thousands of them, and to make a text of each and to parse that takes as long as to
 * decode the rest of the page.
 */
final class TimestampText {
  private static final int DAY_LENGTH = "2026-03-01".length();
  private static final int SECONDS_LENGTH = "2026-03-01T07:30:00".length();
  private static final int OFFSET_LENGTH = "+01:00".length();
  private static final int MAX_FRACTION_DIGITS = 9;

  /** Instead of a number: there are other characters than digits. */
  private static final int INVALID = -1;

  /**
   * The last parsed day: nearly all samples of a time series have the day of the one before, and so
   * share its object. Threads replace it without synchronization, which costs only time.
   */
  private static LocalDate lastDay = LocalDate.EPOCH;

  private TimestampText() {}

  /**
   * Parses a day.
   *
   * @return the day, or null if the text has any other form or is no valid date
   */
  static @Nullable LocalDate parseDay(char[] text, int start, int length) {
    return length == DAY_LENGTH ? dayAt(text, start) : null;
  }

  private static @Nullable LocalDate dayAt(char[] text, int start) {
    int century = twoDigits(text, start);
    int year = twoDigits(text, start + 2);
    int month = twoDigits(text, start + 5);
    int day = twoDigits(text, start + 8);
    if (text[start + 4] != '-'
        || text[start + 7] != '-'
        || (century | year | month | day) == INVALID) {
      return null;
    }
    return day(century * 100 + year, month, day);
  }

  private static @Nullable LocalDate day(int year, int month, int day) {
    LocalDate last = lastDay;
    if (last.getYear() == year && last.getMonthValue() == month && last.getDayOfMonth() == day) {
      return last;
    }
    try {
      LocalDate parsed = LocalDate.of(year, month, day);
      lastDay = parsed;
      return parsed;
    } catch (DateTimeException invalid) {
      return null;
    }
  }

  /**
   * Parses a timestamp.
   *
   * @return the timestamp, or null if the text has any other form or is no valid date and time
   */
  static @Nullable OffsetDateTime parse(char[] text, int start, int length) {
    if (length <= SECONDS_LENGTH || text[start + DAY_LENGTH] != 'T') {
      return null;
    }
    int end = start + length;
    int endOfFraction = endOfFraction(text, start + SECONDS_LENGTH, end);
    ZoneOffset offset = offset(text, endOfFraction, end);
    int nano = nano(text, start + SECONDS_LENGTH, endOfFraction);
    LocalDate day = dayAt(text, start);
    int hour = twoDigits(text, start + 11);
    int minute = twoDigits(text, start + 14);
    int second = twoDigits(text, start + 17);
    if (day == null
        || offset == null
        || text[start + 13] != ':'
        || text[start + 16] != ':'
        || nano == INVALID
        || !isIn(hour, 24)
        || !isIn(minute, 60)
        || !isIn(second, 60)) {
      return null;
    }
    return OffsetDateTime.of(day, LocalTime.of(hour, minute, second, nano), offset);
  }

  private static boolean isIn(int number, int bound) {
    return number >= 0 && number < bound;
  }

  /** Returns the number of two digits, or {@link #INVALID} if they are no digits. */
  private static int twoDigits(char[] text, int index) {
    int tens = text[index] - '0';
    int ones = text[index + 1] - '0';
    return isIn(tens, 10) && isIn(ones, 10) ? tens * 10 + ones : INVALID;
  }

  /** Returns where the offset starts: after the fraction of a second, if there is one. */
  private static int endOfFraction(char[] text, int start, int end) {
    int index = start;
    if (text[index] == '.') {
      index++;
      while (index < end && isIn(text[index] - '0', 10)) {
        index++;
      }
    }
    return index;
  }

  /** Returns the fraction in nanoseconds, or {@link #INVALID} if there are not 1 to 9 digits. */
  private static int nano(char[] text, int start, int end) {
    int digits = end - start - 1;
    if (digits < 0) {
      return 0;
    }
    if (digits == 0 || digits > MAX_FRACTION_DIGITS) {
      return INVALID;
    }
    int nano = 0;
    for (int i = 1; i <= MAX_FRACTION_DIGITS; i++) {
      nano = nano * 10 + (i <= digits ? text[start + i] - '0' : 0);
    }
    return nano;
  }

  private static @Nullable ZoneOffset offset(char[] text, int start, int end) {
    if (end - start == 1 && text[start] == 'Z') {
      return ZoneOffset.UTC;
    }
    if (end - start != OFFSET_LENGTH
        || (text[start] != '+' && text[start] != '-')
        || text[start + 3] != ':') {
      return null;
    }
    int hours = twoDigits(text, start + 1);
    int minutes = twoDigits(text, start + 4);
    boolean isNegative = text[start] == '-';
    if (!isIn(hours, 18) || !isIn(minutes, 60) || (isNegative && hours == 0 && minutes == 0)) {
      return null;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return ZoneOffset.ofTotalSeconds(isNegative ? -seconds : seconds);
  }
}
