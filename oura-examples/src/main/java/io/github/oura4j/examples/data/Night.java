// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.data;

import io.github.oura4j.DateRange;
import io.github.oura4j.OuraClient;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.timeline.SleepDay;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A night with its sleep score. A class to copy: it depends on no other class of the examples.
 *
 * @param day the day on which the person woke up
 * @param sleep the sleep of the day: the night, if there is one, and naps
 * @param score the sleep score from 1 to 100; null if Oura has none
 */
public record Night(LocalDate day, SleepDay sleep, @Nullable Integer score) {
  private static final DateRange RECENT = DateRange.lastDays(30);

  /** Reads the night that ended on a day. */
  public static Night of(OuraClient oura, LocalDate day) {
    Integer score =
        oura.dailySleep().list(DateRange.of(day)).stream()
            .map(DailySleep::score)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new Night(day, SleepDay.of(day, oura.sleep().list(DateRange.of(day))), score);
  }

  /** Reads the newest night of the last 30 days, if there is any. */
  public static Optional<Night> newest(OuraClient oura) {
    return oura.dailySleep().list(RECENT).stream()
        .map(DailySleep::day)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(day -> of(oura, day));
  }

  /** Returns the day, but no health data. */
  @Override
  public String toString() {
    return "Night[" + day + "]";
  }
}
