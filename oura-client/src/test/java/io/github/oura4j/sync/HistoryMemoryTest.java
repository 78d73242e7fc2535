// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The memory of an update does not grow with the history. */
class HistoryMemoryTest {
  /** Enough that the heap cannot hold all rows at once, which the second test verifies. */
  private static final int DAYS = 200;

  private static final LocalDate LAST = LocalDate.of(2026, 3, 20);
  private static final LocalDate FIRST = LAST.minusDays(DAYS - 1);
  private static final Instant NOW = Instant.parse("2026-03-21T12:00:00Z");

  private final OuraSimulator simulator =
      OuraSimulator.builder()
          .clock(Clock.fixed(NOW, ZoneOffset.UTC))
          .person(
              SimulatedPerson.builder()
                  .firstDay(FIRST.minusDays(2))
                  .heartRateInterval(Duration.ofSeconds(100))
                  .build())
          .start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void update_intoASinkThatKeepsNothing_runsInFortyMegabytes() throws Exception {
    Download download = download("forgetful");

    long rows = new PersonTruth(simulator.person()).countHeartRates(FIRST, LAST);
    assertThat(download.exitCode()).as(download.output()).isZero();
    assertThat(download.output()).isEqualTo(rows + " rows");
  }

  @Test
  void update_intoMemory_runsOutOfIt() throws Exception {
    Download download = download("memory");

    assertThat(download.exitCode()).isNotZero();
    assertThat(download.output()).contains("OutOfMemoryError");
  }

  private record Download(int exitCode, String output) {}

  private Download download(String sink) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // Ends the process at the first such error, not when its last thread ends.
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HistoryDownload.class.getName(),
                simulator.baseUrl(),
                simulator.token(),
                FIRST.toString(),
                LAST.toString(),
                sink)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Download(process.waitFor(), output.trim());
  }
}
