// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import io.github.oura4j.DateRange;
import io.github.oura4j.TimeRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A range of days.
 *
 * @param first the first day
 * @param last the last day, which belongs to the range
 */
record DayRange(LocalDate first, LocalDate last) {
  static DayRange endingOn(LocalDate last, int days) {
    return new DayRange(last.minusDays(days - 1L), last);
  }

  int days() {
    return indexOf(last) + 1;
  }

  /** Returns how many days after the first a day is. */
  int indexOf(LocalDate day) {
    return Math.toIntExact(ChronoUnit.DAYS.between(first, day));
  }

  boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /** Returns the range of the same length that ends on the day before this one. */
  DayRange previous() {
    return endingOn(first.minusDays(1), days());
  }

  DateRange dates() {
    return DateRange.between(first, last);
  }

  TimeRange times(ZoneId zone) {
    return TimeRange.between(
        first.atStartOfDay(zone).toInstant(), last.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /** Writes the range into a result. */
  void describe(Map<String, Object> result) {
    result.put("start_date", first.toString());
    result.put("end_date", last.toString());
  }
}
