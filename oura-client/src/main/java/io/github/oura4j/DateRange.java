// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A range of days, inclusive at both ends, for the methods of {@link DatedDocuments}.
 *
 * <p>A range can be fixed, such as {@link #between}, or relative to today, such as {@link
 * #lastDays}. Today is the current day in the time zone of the client, which {@link
 * OuraClient.Builder#zone} sets and which defaults to the time zone of the system. A relative range
 * is resolved each time it is passed to a method that lists documents, so that one instance can be
 * reused on later days. Methods without a range use {@code lastDays(2)}: yesterday and today.
 *
 * <p>Dates must be in the years 1000 to 9998. Immutable and safe for use by multiple threads.
 */
public final class DateRange {
  private final String description;
  private final UnaryOperator<LocalDate> firstDay;
  private final UnaryOperator<LocalDate> lastDay;

  private DateRange(
      String description, UnaryOperator<LocalDate> firstDay, UnaryOperator<LocalDate> lastDay) {
    this.description = description;
    this.firstDay = firstDay;
    this.lastDay = lastDay;
  }

  /**
   * Returns the range of a single day.
   *
   * @param day the day
   * @return the range
   * @throws IllegalArgumentException if the day is outside the years 1000 to 9998
   */
  public static DateRange of(LocalDate day) {
    Objects.requireNonNull(day, "day must not be null");
    return between(day, day);
  }

  /**
   * Returns the range from one day to another, inclusive at both ends.
   *
   * @param first the first day of the range
   * @param last the last day of the range
   * @return the range
   * @throws IllegalArgumentException if the first day is after the last day, or a day is outside
   *     the years 1000 to 9998
   */
  public static DateRange between(LocalDate first, LocalDate last) {
    Objects.requireNonNull(first, "first must not be null");
    Objects.requireNonNull(last, "last must not be null");
    checkOrder(first, last);
    return new DateRange(first + " to " + last, today -> first, today -> last);
  }

  /**
   * Returns the range of the current day.
   *
   * @return the range
   */
  public static DateRange today() {
    return new DateRange("today", today -> today, today -> today);
  }

  /**
   * Returns the range of the day before the current one.
   *
   * @return the range
   */
  public static DateRange yesterday() {
    return new DateRange("yesterday", today -> today.minusDays(1), today -> today.minusDays(1));
  }

  /**
   * Returns the range of the last days, including today.
   *
   * @param days the number of days, at least 1; 1 is today only, 2 is yesterday and today
   * @return the range
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static DateRange lastDays(int days) {
    if (days < 1) {
      throw new IllegalArgumentException(
          "The number of days must be at least 1, which is today, but is " + days + ".");
    }
    return new DateRange(
        "last " + days + " days", today -> today.minusDays(days - 1L), today -> today);
  }

  /**
   * Returns the range of the current week up to and including today. The week starts on Monday, as
   * in ISO 8601.
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
   * Returns the range of the current month, from its first day up to and including today.
   *
   * @return the range
   */
  public static DateRange thisMonth() {
    return new DateRange("this month", today -> today.withDayOfMonth(1), today -> today);
  }

  /**
   * Returns the range from a day up to and including today.
   *
   * @param first the first day of the range. If it is after today when the range is used, the
   *     method that the range is passed to throws an {@link IllegalArgumentException}
   * @return the range
   */
  public static DateRange since(LocalDate first) {
    Objects.requireNonNull(first, "first must not be null");
    return new DateRange("since " + first, today -> first, today -> today);
  }

  /**
   * Returns the first day of this range. A fixed range ignores the given day.
   *
   * @param today the day that relative ranges are computed from
   * @return the first day, inclusive
   * @throws IllegalArgumentException if the first day is after the last day, or a day is outside
   *     the years 1000 to 9998
   */
  public LocalDate firstDay(LocalDate today) {
    return resolve(firstDay, today);
  }

  /**
   * Returns the last day of this range. A fixed range ignores the given day.
   *
   * @param today the day that relative ranges are computed from
   * @return the last day, inclusive
   * @throws IllegalArgumentException if the first day is after the last day, or a day is outside
   *     the years 1000 to 9998
   */
  public LocalDate lastDay(LocalDate today) {
    return resolve(lastDay, today);
  }

  private LocalDate resolve(UnaryOperator<LocalDate> day, LocalDate today) {
    Objects.requireNonNull(today, "today must not be null");
    checkOrder(firstDay.apply(today), lastDay.apply(today));
    return day.apply(today);
  }

  private static void checkOrder(LocalDate first, LocalDate last) {
    if (first.getYear() < 1000 || last.getYear() > 9998) {
      throw new IllegalArgumentException(
          "The date range must be within the years 1000 to 9998, which Oura's dates support.");
    }
    if (first.isAfter(last)) {
      throw new IllegalArgumentException(
          "The date range starts on "
              + first
              + ", which is after its end on "
              + last
              + ". Choose an earlier start or a later end.");
    }
  }

  /** Returns a description of this range, such as {@code DateRange[last 7 days]}. */
  @Override
  public String toString() {
    return "DateRange[" + description + "]";
  }
}
