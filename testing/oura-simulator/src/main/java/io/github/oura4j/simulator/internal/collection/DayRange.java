// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * A range of days, inclusive at both ends; empty if the last day is before the first.
 *
 * @param first the first day
 * @param last the last day
 */
public record DayRange(LocalDate first, LocalDate last) {
  static DayRange single(LocalDate day) {
    return new DayRange(day, day);
  }

  boolean isEmpty() {
    return last.isBefore(first);
  }

  boolean overlaps(DayRange other) {
    return !isEmpty()
        && !other.isEmpty()
        && !first.isAfter(other.last)
        && !other.first.isAfter(last);
  }

  DayRange widened(int days) {
    return new DayRange(first.minusDays(days), last.plusDays(days));
  }

  DayRange within(LocalDate earliest, LocalDate latest) {
    return new DayRange(
        first.isBefore(earliest) ? earliest : first, last.isAfter(latest) ? latest : last);
  }

  Stream<LocalDate> days() {
    return isEmpty() ? Stream.empty() : first.datesUntil(last.plusDays(1));
  }
}
