// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Provides people with several seeds in time zones from UTC-11 to UTC+14, some of which have
 * daylight saving or an offset of half an hour.
 */
final class PersonProvider {
  private static final List<String> ZONES =
      List.of(
          "Pacific/Pago_Pago",
          "America/New_York",
          "Europe/Helsinki",
          "Asia/Kolkata",
          "Pacific/Kiritimati");

  private PersonProvider() {}

  static Stream<SimulatedPerson> all() {
    return ZONES.stream()
        .flatMap(
            zone ->
                LongStream.of(1, 7, 42)
                    .mapToObj(seed -> TestPeople.halfAYear(seed, ZoneId.of(zone))));
  }
}
