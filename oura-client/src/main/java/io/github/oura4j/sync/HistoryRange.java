// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.Document;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The days of a history.
 *
 * @param since the first day
 * @param until the last day, inclusive; null for the current day
 * @param lookBackDays how many days before the current one are not settled
 */
record HistoryRange(LocalDate since, @Nullable LocalDate until, int lookBackDays) {

  HistoryRange {
    checkOrder(since, until);
  }

  /** Returns whether a document starts in this range. One without days is in every range. */
  boolean contains(Document document) {
    LocalDate day = document.firstDay();
    return day == null || (!day.isBefore(since) && (until == null || !day.isAfter(until)));
  }

  /** Returns the last day that exists by now. */
  LocalDate last(Clock clock) {
    LocalDate today = LocalDate.now(clock);
    LocalDate last = until == null || until.isAfter(today) ? today : until;
    checkOrder(since, last);
    return last;
  }

  /** Returns the first UTC day that this range touches in the zone of the clock. */
  LocalDate firstUtcDay(Clock clock) {
    return LocalDate.ofInstant(since.atStartOfDay(clock.getZone()).toInstant(), ZoneOffset.UTC);
  }

  /** Returns the last UTC day that this range touches in the zone of the clock by now. */
  LocalDate lastUtcDay(Clock clock) {
    LocalDate today = utcToday(clock);
    LocalDate last =
        LocalDate.ofInstant(
            last(clock).plusDays(1).atStartOfDay(clock.getZone()).toInstant().minusNanos(1),
            ZoneOffset.UTC);
    return last.isAfter(today) ? today : last;
  }

  /** Returns the last day that an update of today settles. */
  LocalDate settledUntil(LocalDate today) {
    return today.minusDays(lookBackDays + 1L);
  }

  static LocalDate utcToday(Clock clock) {
    return LocalDate.now(clock.withZone(ZoneOffset.UTC));
  }

  private static void checkOrder(LocalDate since, @Nullable LocalDate last) {
    if (last != null && since.isAfter(last)) {
      throw new IllegalArgumentException(
          "The history starts on "
              + since
              + ", which is after its last day, "
              + last
              + ". Choose an earlier first day.");
    }
  }

  /** Returns the first and the last day, such as {@code 2024-01-01 to today}. */
  @Override
  public String toString() {
    return since + " to " + (until == null ? "today" : until);
  }
}
