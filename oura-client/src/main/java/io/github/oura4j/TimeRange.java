// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A range of time for the methods of {@link TimeSeries}. The start is inclusive, the end is
 * exclusive, so consecutive ranges do not return a sample twice.
 *
 * <p>A range can be fixed, such as {@link #between}, or relative to the current time, such as
 * {@link #lastHours}. A relative range is resolved each time it is passed to a method that lists
 * samples, with the clock of the client, in whole seconds. Only {@link #day}, {@link #today} and
 * {@link #yesterday} depend on the client's time zone, which {@link OuraClient.Builder#zone} sets
 * and which defaults to the time zone of the system. Methods without a range use {@code
 * lastHours(24)}.
 *
 * <p>Ranges can have any length within the years 1 to 9999. Immutable and safe for use by multiple
 * threads.
 */
public final class TimeRange {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final String description;
  private final Endpoint start;
  private final Endpoint end;

  private TimeRange(String description, Endpoint start, Endpoint end) {
    this.description = description;
    this.start = start;
    this.end = end;
  }

  /**
   * Returns the range from one instant to another.
   *
   * @param start the start of the range, inclusive
   * @param end the end of the range, exclusive
   * @return the range
   * @throws IllegalArgumentException if the start is not before the end, or the range is not within
   *     the years 1 to 9999
   */
  public static TimeRange between(Instant start, Instant end) {
    Objects.requireNonNull(start, "start must not be null");
    Objects.requireNonNull(end, "end must not be null");
    checkOrder(start, end);
    return new TimeRange(start + " to " + end, (now, zone) -> start, (now, zone) -> end);
  }

  /**
   * Returns the range of one day in the client's time zone, from midnight to midnight. With a
   * change to or from daylight saving time, the day has 23 or 25 hours.
   *
   * @param day the day
   * @return the range
   * @throws IllegalArgumentException if the day is outside the years 1 to 9998
   */
  public static TimeRange day(LocalDate day) {
    Objects.requireNonNull(day, "day must not be null");
    if (day.getYear() < 1 || day.getYear() > 9998) {
      throw new IllegalArgumentException(
          "The day must be within the years 1 to 9998, which Oura's timestamps support, but is "
              + day
              + ".");
    }
    return wholeDay(day.toString(), (now, zone) -> day);
  }

  /**
   * Returns the range of the current day in the client's time zone, from midnight to midnight, like
   * {@link #day}. There are no samples after the current time.
   *
   * @return the range
   */
  public static TimeRange today() {
    return wholeDay("today", LocalDate::ofInstant);
  }

  /**
   * Returns the range of the day before the current one in the client's time zone, from midnight to
   * midnight, like {@link #day}.
   *
   * @return the range
   */
  public static TimeRange yesterday() {
    return wholeDay("yesterday", (now, zone) -> LocalDate.ofInstant(now, zone).minusDays(1));
  }

  private static TimeRange wholeDay(
      String description, BiFunction<Instant, ZoneId, LocalDate> day) {
    return new TimeRange(
        description,
        (now, zone) -> day.apply(now, zone).atStartOfDay(zone).toInstant(),
        (now, zone) -> day.apply(now, zone).plusDays(1).atStartOfDay(zone).toInstant());
  }

  /**
   * Returns the range of the last hours up to the current time.
   *
   * @param hours the number of hours, at least 1
   * @return the range
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static TimeRange lastHours(int hours) {
    return last(hours, "hours", Duration.ofHours(1));
  }

  /**
   * Returns the range of the last days up to the current time. Each day counts as 24 hours, so the
   * range does not start at midnight.
   *
   * @param days the number of days, at least 1
   * @return the range
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static TimeRange lastDays(int days) {
    return last(days, "days", Duration.ofDays(1));
  }

  /**
   * Returns the range from an instant up to the current time.
   *
   * @param start the start of the range, inclusive. If it is not in the past when the range is
   *     used, the method that the range is passed to throws an {@link IllegalArgumentException}
   * @return the range
   */
  public static TimeRange since(Instant start) {
    Objects.requireNonNull(start, "start must not be null");
    return new TimeRange("since " + start, (now, zone) -> start, (now, zone) -> now);
  }

  private static TimeRange last(int count, String unit, Duration length) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "The number of " + unit + " must be at least 1, but is " + count + ".");
    }
    return new TimeRange(
        "last " + count + " " + unit,
        (now, zone) -> now.minus(length.multipliedBy(count)),
        (now, zone) -> now);
  }

  /**
   * Returns the start of this range. A fixed range ignores the given time, and only {@link #day},
   * {@link #today} and {@link #yesterday} depend on the time zone.
   *
   * @param now the time that relative ranges are computed from; it is truncated to seconds, the
   *     precision of Oura's timestamps
   * @param zone the time zone that determines when a day starts and ends
   * @return the start, inclusive
   * @throws IllegalArgumentException if the start is not before the end, or the range is outside
   *     the years 1 to 9999
   */
  public Instant start(Instant now, ZoneId zone) {
    return resolve(start, now, zone);
  }

  /**
   * Returns the end of this range. A fixed range ignores the given time, and only {@link #day},
   * {@link #today} and {@link #yesterday} depend on the time zone.
   *
   * @param now the time that relative ranges are computed from; it is truncated to seconds, the
   *     precision of Oura's timestamps
   * @param zone the time zone that determines when a day starts and ends
   * @return the end, exclusive
   * @throws IllegalArgumentException if the start is not before the end, or the range is outside
   *     the years 1 to 9999
   */
  public Instant end(Instant now, ZoneId zone) {
    return resolve(end, now, zone);
  }

  private Instant resolve(Endpoint endpoint, Instant now, ZoneId zone) {
    Objects.requireNonNull(now, "now must not be null");
    Objects.requireNonNull(zone, "zone must not be null");
    Instant seconds = now.truncatedTo(ChronoUnit.SECONDS);
    checkOrder(start.resolve(seconds, zone), end.resolve(seconds, zone));
    return endpoint.resolve(seconds, zone);
  }

  /** The start or the end of the range, fixed or relative to the current time. */
  @FunctionalInterface
  private interface Endpoint {
    Instant resolve(Instant now, ZoneId zone);
  }

  private static void checkOrder(Instant start, Instant end) {
    if (start.isBefore(EARLIEST) || end.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "The time range must be within the years 1 to 9999, which Oura's timestamps support.");
    }
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "The time range starts at "
              + start
              + ", which is not before its end at "
              + end
              + ", so it is empty. Choose an earlier start or a later end.");
    }
  }

  /** Returns a description of this range, such as {@code TimeRange[last 24 hours]}. */
  @Override
  public String toString() {
    return "TimeRange[" + description + "]";
  }
}
