// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** People whose days stand still. */
final class TestPeople {
  static final LocalDate FIRST_DAY = LocalDate.of(2025, 10, 1);
  static final LocalDate NEWEST_DAY = LocalDate.of(2026, 4, 15);
  static final String ALL_DAYS = "?start_date=2025-09-01&end_date=2026-05-01";

  private TestPeople() {}

  /** Half a year with both changes of daylight saving, all of it in the past. */
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
