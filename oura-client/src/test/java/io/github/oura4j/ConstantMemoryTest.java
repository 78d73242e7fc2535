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

/**
 * Iterating over a long time series needs constant memory. {@code -Dheart-rate.days=1826} runs it
 * with five years of heart rate.
 */
class ConstantMemoryTest {
  /**
   * Enough that a heap of 32 MB cannot hold all samples at once, which the second test verifies.
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
  void iterate_overHeartRateOfAnyLength_runsInThirtyTwoMegabytes() throws Exception {
    Process process = runIteration("iterate");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    System.out.print(output);
    assertThat(output)
        .startsWith(simulator.person().heartRate(START, END).count() + " samples, in order");
  }

  @Test
  void list_ofTheSameLength_runsOutOfMemory() throws Exception {
    Process process = runIteration("list");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isNotZero();
    assertThat(output).contains("OutOfMemoryError");
  }

  private Process runIteration(String method) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            // Ends the process at the first such error, not when its last thread ends.
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            HeartRateIteration.class.getName(),
            simulator.baseUrl(),
            simulator.token(),
            START.toString(),
            END.toString(),
            method)
        .redirectErrorStream(true)
        .start();
  }
}
