// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code -Dheart-rate.days=1826} walks five years. */
class FlatMemoryTest {
  /**
   * Enough that a heap of 32 MB cannot hold all rows at once, which the second test makes sure of.
   */
  private static final int DAYS = Integer.getInteger("heart-rate.days", 300);

  private static final Instant END = Instant.parse("2026-03-20T12:00:30Z");
  private static final Instant START = END.minus(Duration.ofDays(DAYS));

  private OuraSimulator simulator;

  @BeforeEach
  void start() {
    simulator =
        OuraSimulator.builder()
            .clock(Clock.fixed(END, ZoneOffset.UTC))
            .person(
                SimulatedPerson.builder()
                    .firstDay(LocalDate.ofInstant(START, ZoneOffset.UTC).minusDays(2))
                    .newestDay(LocalDate.ofInstant(END, ZoneOffset.UTC))
                    .heartRateInterval(Duration.ofSeconds(100))
                    .build())
            .start();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void iterate_overHeartRateOfAnyLength_needsThirtyTwoMegabytes() throws Exception {
    Process walk = walk("iterate");
    String printed = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(walk.waitFor()).as(printed).isZero();
    System.out.print(printed);
    assertThat(printed)
        .startsWith(simulator.person().heartRate(START, END).count() + " rows, in order");
  }

  @Test
  void list_ofTheSameLength_needsMore() throws Exception {
    Process walk = walk("list");
    String printed = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(walk.waitFor()).isNotZero();
    assertThat(printed).contains("OutOfMemoryError");
  }

  private Process walk(String way) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-cp",
            System.getProperty("java.class.path"),
            HeartRateIteration.class.getName(),
            simulator.baseUrl(),
            simulator.token(),
            START.toString(),
            END.toString(),
            way)
        .redirectErrorStream(true)
        .start();
  }
}
