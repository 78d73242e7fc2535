// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Parses timestamps in the form that Oura sends, such as {@code 2026-03-01T07:30:00.000+01:00},
 * from the characters of a JSON parser. A page of heart rates contains thousands of them, and to
 * make a text of each and to parse that takes as long as to decode the rest of the page.
 */
final class TimestampText {
  private static final int SECONDS_END = "2026-03-01T07:30:00".length();
  private static final int OFFSET_LENGTH = "+01:00".length();
  private static final int MAX_FRACTION_DIGITS = 9;

  private final char[] text;
  private final int end;
  private int position;

  /** Whether all characters up to the position were as expected. */
  private boolean valid = true;

  private TimestampText(char[] text, int start, int length) {
    this.text = text;
    this.position = start;
    this.end = start + length;
  }

  /**
   * Parses a timestamp.
   *
   * @return the timestamp, or null if the text has any other form or is no valid date and time
   */
  static @Nullable OffsetDateTime parse(char[] text, int start, int length) {
    return length > SECONDS_END ? new TimestampText(text, start, length).parse() : null;
  }

  private @Nullable OffsetDateTime parse() {
    int year = number(4);
    skip('-');
    int month = number(2);
    skip('-');
    int day = number(2);
    skip('T');
    int hour = number(2);
    skip(':');
    int minute = number(2);
    skip(':');
    int second = number(2);
    int nano = nano();
    ZoneOffset offset = offset();
    if (!valid || offset == null || position != end) {
      return null;
    }
    try {
      return OffsetDateTime.of(year, month, day, hour, minute, second, nano, offset);
    } catch (DateTimeException invalid) {
      return null;
    }
  }

  /** Reads a number with this many digits. */
  private int number(int digits) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      number = number * 10 + digit();
    }
    return number;
  }

  private int digit() {
    int digit = position < end ? text[position] - '0' : -1;
    valid &= digit >= 0 && digit <= 9;
    position++;
    return digit;
  }

  private void skip(char expected) {
    valid &= isNext(expected);
    position++;
  }

  private boolean isNext(char expected) {
    return position < end && text[position] == expected;
  }

  /** Reads the fraction of a second, if there is one. */
  private int nano() {
    if (!isNext('.')) {
      return 0;
    }
    position++;
    int nano = 0;
    int digits = 0;
    while (digits < MAX_FRACTION_DIGITS && position < end && Character.isDigit(text[position])) {
      nano = nano * 10 + digit();
      digits++;
    }
    valid &= digits > 0;
    for (; digits < MAX_FRACTION_DIGITS; digits++) {
      nano *= 10;
    }
    return nano;
  }

  private @Nullable ZoneOffset offset() {
    if (isNext('Z')) {
      position++;
      return ZoneOffset.UTC;
    }
    if (end - position != OFFSET_LENGTH || !(isNext('+') || isNext('-'))) {
      return null;
    }
    int sign = isNext('+') ? 1 : -1;
    position++;
    int hours = number(2);
    skip(':');
    int minutes = number(2);
    boolean isUnknownOffset = sign < 0 && hours == 0 && minutes == 0;
    return valid && !isUnknownOffset && hours < 18 && minutes < 60
        ? ZoneOffset.ofTotalSeconds(sign * (hours * 60 + minutes) * 60)
        : null;
  }
}
