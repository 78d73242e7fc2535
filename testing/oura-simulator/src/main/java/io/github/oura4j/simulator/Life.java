// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * What everything about a simulated person follows from, at one moment.
 *
 * <p>Each value is a pure function of the seed, the day and the zone; {@code now} only hides what
 * has not happened yet. So any day can be asked at random, and years of them are stored nowhere.
 */
record Life(
    long seed,
    ZoneId zone,
    LocalDate firstDay,
    LocalDate newestDay,
    Duration heartRateInterval,
    boolean wornEveryDay,
    Instant now) {

  Dice dice(String purpose, LocalDate day) {
    return Dice.of(seed, purpose, day.toEpochDay());
  }

  Dice dice(String purpose, Instant instant) {
    return Dice.of(seed, purpose, instant.getEpochSecond());
  }

  /** A trait that stays the same for life. */
  int trait(String name, int lowest, int highest) {
    return Dice.of(seed, name, 0).between(lowest, highest);
  }

  String id(String type, LocalDate day, int index) {
    return new DocumentIds(seed, type).of(day, index);
  }

  boolean covers(LocalDate day) {
    return !day.isBefore(firstDay) && !day.isAfter(newestDay);
  }

  boolean isPast(Instant instant) {
    return !instant.isAfter(now);
  }

  LocalDate today() {
    return dayOf(now);
  }

  LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  Instant at(LocalDate day, int hour, int minute) {
    return day.atTime(LocalTime.of(hour, minute)).atZone(zone).toInstant();
  }

  OffsetDateTime local(Instant instant) {
    return instant.atZone(zone).toOffsetDateTime();
  }

  OffsetDateTime midnight(LocalDate day) {
    return day.atStartOfDay(zone).toOffsetDateTime();
  }
}
