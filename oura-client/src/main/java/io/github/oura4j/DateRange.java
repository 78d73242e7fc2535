// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.function.UnaryOperator;

/**
 * A range of days, inclusive at both ends. A relative one, such as the last seven days, is resolved
 * when it is asked for, in the time zone and by the clock of the client. Immutable.
 */
public final class DateRange {
  private final String text;
  private final UnaryOperator<LocalDate> first;
  private final UnaryOperator<LocalDate> last;

  private DateRange(String text, UnaryOperator<LocalDate> first, UnaryOperator<LocalDate> last) {
    this.text = text;
    this.first = first;
    this.last = last;
  }

  /**
   * Returns a single day.
   *
   * @param day the day
   * @return the range of that day alone
   */
  public static DateRange of(LocalDate day) {
    return between(day, day);
  }

  /**
   * Returns the days from one to another.
   *
   * @param first the first day
   * @param last the last day, included
   * @return the range
   * @throws IllegalArgumentException if the first is after the last
   */
  public static DateRange between(LocalDate first, LocalDate last) {
    checkOrder(first, last);
    return new DateRange(first + " to " + last, today -> first, today -> last);
  }

  /**
   * Returns the last days, today included.
   *
   * @param days how many days, at least 1; 1 is today
   * @return the range
   * @throws IllegalArgumentException if there are less than one
   */
  public static DateRange lastDays(int days) {
    if (days < 1) {
      throw new IllegalArgumentException(
          "The last " + days + " days are none. Ask for 1 (today) or more.");
    }
    return new DateRange(
        "last " + days + " days", today -> today.minusDays(days - 1L), today -> today);
  }

  /**
   * Returns the days of this week up to today. The week begins on Monday, as ISO 8601 has it.
   *
   * @return the range
   */
  public static DateRange thisWeek() {
    return new DateRange(
        "this week",
        today -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
        today -> today);
  }

  /**
   * Returns the days from one up to today.
   *
   * @param first the first day
   * @return the range; asking for it on a day before the first is an {@link
   *     IllegalArgumentException}
   */
  public static DateRange since(LocalDate first) {
    return new DateRange("since " + first, today -> first, today -> today);
  }

  /**
   * Returns this range with its ends fixed.
   *
   * @param today the day that relative ends are counted from
   * @return the resolved range
   * @throws IllegalArgumentException if the first day is after the last
   */
  DateInterval resolve(LocalDate today) {
    LocalDate from = first.apply(today);
    LocalDate to = last.apply(today);
    checkOrder(from, to);
    return new DateInterval(from, to);
  }

  private static void checkOrder(LocalDate first, LocalDate last) {
    if (first.getYear() < 1000 || last.getYear() > 9998) {
      throw new IllegalArgumentException(
          "The range reaches beyond the years 1000 to 9998, which Oura's dates can tell.");
    }
    if (first.isAfter(last)) {
      throw new IllegalArgumentException(
          "The range starts on "
              + first
              + ", after its end on "
              + last
              + ". Choose an earlier start or a later end.");
    }
  }

  /** Tells the range in words. */
  @Override
  public String toString() {
    return "DateRange[" + text + "]";
  }
}
