// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days that conditions leave.
 *
 * @param first the first day; null if there is none
 * @param last the last day, inclusive; null if there is none
 */
record DayRange(@Nullable LocalDate first, @Nullable LocalDate last) {
  static final DayRange ALL = new DayRange(null, null);

  /** Returns the current day of those whose day begins first: later days have no data yet. */
  static LocalDate newest() {
    return LocalDate.now(ZoneOffset.ofHours(14));
  }

  DayRange and(DayRange other) {
    return new DayRange(
        Stream.of(first, other.first)
            .filter(Objects::nonNull)
            .max(LocalDate::compareTo)
            .orElse(null),
        Stream.of(last, other.last)
            .filter(Objects::nonNull)
            .min(LocalDate::compareTo)
            .orElse(null));
  }

  /** Returns the smallest range with the days of both. */
  DayRange or(DayRange other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    return new DayRange(
        first != null && (other.first == null || other.first.isBefore(first)) ? other.first : first,
        last != null && (other.last == null || other.last.isAfter(last)) ? other.last : last);
  }

  /** Returns a part of a sentence; empty if all days are left. */
  String description() {
    if (isEmpty()) {
      return ", no days";
    }
    String bounds = (first == null ? "" : " from " + first) + (last == null ? "" : " to " + last);
    return bounds.isEmpty() ? "" : ", days" + bounds;
  }

  boolean isEmpty() {
    return first != null && last != null && first.isAfter(last);
  }
}
