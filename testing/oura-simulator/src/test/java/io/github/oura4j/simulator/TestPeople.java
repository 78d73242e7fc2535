// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Creates people whose data does not depend on the system clock. */
final class TestPeople {
  static final LocalDate FIRST_DAY = LocalDate.of(2025, 10, 1);
  static final LocalDate NEWEST_DAY = LocalDate.of(2026, 4, 15);

  private TestPeople() {}

  /** Returns a person with data for half a year in the past, with both daylight saving changes. */
  static SimulatedPerson halfAYear(long seed, ZoneId zone) {
    return SimulatedPerson.builder()
        .seed(seed)
        .zone(zone)
        .firstDay(FIRST_DAY)
        .newestDay(NEWEST_DAY)
        .build()
        .withClock(at("2026-04-20T12:00:00Z"));
  }

  static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }
}
