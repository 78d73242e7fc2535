// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.LocalDate;
import java.util.stream.Stream;

/** Days from the first to the last, both included; none when the last is before the first. */
record DayRange(LocalDate first, LocalDate last) {
  static DayRange single(LocalDate day) {
    return new DayRange(day, day);
  }

  boolean touches(DayRange other) {
    return !first.isAfter(other.last) && !other.first.isAfter(last);
  }

  DayRange widened(int days) {
    return new DayRange(first.minusDays(days), last.plusDays(days));
  }

  DayRange within(LocalDate earliest, LocalDate latest) {
    return new DayRange(
        first.isBefore(earliest) ? earliest : first, last.isAfter(latest) ? latest : last);
  }

  Stream<LocalDate> days() {
    return last.isBefore(first) ? Stream.empty() : first.datesUntil(last.plusDays(1));
  }
}
