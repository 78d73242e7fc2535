// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A range of time, its start included and its end not. A relative one is resolved when it is asked
 * for, in the time zone and by the clock of the client. Immutable.
 */
public final class TimeRange {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final String text;
  private final End start;
  private final End end;

  private TimeRange(String text, End start, End end) {
    this.text = text;
    this.start = start;
    this.end = end;
  }

  /**
   * Returns the time from one instant to another.
   *
   * @param start the first instant
   * @param end the instant that is no longer in the range
   * @return the range
   * @throws IllegalArgumentException if the start is not before the end
   */
  public static TimeRange between(Instant start, Instant end) {
    checkOrder(start, end);
    return new TimeRange(start + " to " + end, (now, zone) -> start, (now, zone) -> end);
  }

  /**
   * Returns one day of the client's time zone, from midnight to midnight, whether it has 23, 24 or
   * 25 hours.
   *
   * @param day the day
   * @return the range
   */
  public static TimeRange day(LocalDate day) {
    if (day.getYear() < 1 || day.getYear() > 9998) {
      throw new IllegalArgumentException(
          "The day " + day + " lies beyond what Oura's time stamps can tell.");
    }
    return new TimeRange(
        day.toString(),
        (now, zone) -> day.atStartOfDay(zone).toInstant(),
        (now, zone) -> day.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /**
   * Returns the last hours up to now.
   *
   * @param hours how many hours, at least 1
   * @return the range
   * @throws IllegalArgumentException if there are less than one
   */
  public static TimeRange lastHours(int hours) {
    return last(hours, "hours", Duration.ofHours(1));
  }

  /**
   * Returns the last days, of 24 hours each, up to now.
   *
   * @param days how many days, at least 1
   * @return the range
   * @throws IllegalArgumentException if there are less than one
   */
  public static TimeRange lastDays(int days) {
    return last(days, "days", Duration.ofDays(1));
  }

  /**
   * Returns the time from an instant up to now.
   *
   * @param start the first instant
   * @return the range; asking for it before that instant is an {@link IllegalArgumentException}
   */
  public static TimeRange since(Instant start) {
    return new TimeRange("since " + start, (now, zone) -> start, (now, zone) -> now);
  }

  private static TimeRange last(int count, String unit, Duration length) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "The last " + count + " " + unit + " are none. Ask for 1 or more.");
    }
    return new TimeRange(
        "last " + count + " " + unit,
        (now, zone) -> now.minus(length.multipliedBy(count)),
        (now, zone) -> now);
  }

  /**
   * Returns this range with its ends fixed. Now is asked for once, and counts in whole seconds, as
   * Oura's own time stamps do.
   */
  InstantInterval resolve(Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant from = start.at(now, clock.getZone());
    Instant to = end.at(now, clock.getZone());
    checkOrder(from, to);
    return new InstantInterval(from, to);
  }

  /** One end of the range. */
  @FunctionalInterface
  private interface End {
    Instant at(Instant now, ZoneId zone);
  }

  private static void checkOrder(Instant start, Instant end) {
    if (start.isBefore(EARLIEST) || end.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "The range reaches beyond the years 1 to 9999, which Oura's time stamps can tell.");
    }
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "The range starts at "
              + start
              + ", which is not before its end at "
              + end
              + ", so it holds nothing. Choose an earlier start or a later end.");
    }
  }

  /** Tells the range in words. */
  @Override
  public String toString() {
    return "TimeRange[" + text + "]";
  }
}
