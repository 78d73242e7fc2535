// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** {@code -Dheart-rate.days=1826} walks five years. */
class FlatMemoryTest {
  private static final int DAYS = Integer.getInteger("heart-rate.days", 60);
  private static final Instant END = Instant.parse("2026-03-20T12:00:30Z");

  @Test
  void iterate_overHeartRateOfAnyLength_needsThirtyTwoMegabytes() throws Exception {
    Instant start = END.minus(Duration.ofDays(DAYS));
    try (OuraSimulator simulator =
        OuraSimulator.builder()
            .clock(Clock.fixed(END, ZoneOffset.UTC))
            .person(
                SimulatedPerson.builder()
                    .firstDay(LocalDate.ofInstant(start, ZoneOffset.UTC).minusDays(2))
                    .newestDay(LocalDate.ofInstant(END, ZoneOffset.UTC))
                    .heartRateInterval(Duration.ofSeconds(100))
                    .build())
            .start()) {
      Process walk =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx32m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  HeartRateWalk.class.getName(),
                  simulator.baseUrl(),
                  simulator.token(),
                  start.toString(),
                  END.toString())
              .redirectErrorStream(true)
              .start();
      String printed = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(walk.waitFor()).as(printed).isZero();
      System.out.print(printed);
      assertThat(printed)
          .startsWith(simulator.person().heartRate(start, END).count() + " rows, in order");
    }
  }
}
