// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exports of a process that is killed at random moments and started again equal an uninterrupted
 * one. {@code -Dseeded.kills=N} kills more often. The random seeds are fixed.
 */
class KilledExportTest {
  private static final int KILLS = Integer.getInteger("seeded.kills", 3);

  private final OuraSimulator simulator =
      OuraSimulator.builder()
          .clock(Clock.fixed(HistoryExport.NOW, ZoneOffset.UTC))
          .person(SimulatedPerson.builder().seed(5).firstDay(HistoryExport.SINCE).build())
          .start();

  @TempDir Path root;

  static Stream<DocumentFormat> formats() {
    return HistoryFolderTest.formats();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void export_killedAndStartedAgain_equalsAnUninterruptedOne(DocumentFormat format)
      throws Exception {
    Path expected = root.resolve("expected");
    AtomicInteger operations = new AtomicInteger();
    HistoryExport.update(
        simulator.baseUrl(), simulator.token(), expected, format, operations::incrementAndGet);
    assertThat(FolderRows.contents(expected)).hasSizeGreaterThan(6);

    Random random = new Random(13);
    Path folder = root.resolve("killed");
    for (int kill = 0; kill < KILLS; kill++) {
      int exitCode = exportKilledAfter(1 + random.nextInt(operations.get() / 2), folder, format);
      assertThat(exitCode).isNotZero();
    }
    HistoryExport.update(simulator.baseUrl(), simulator.token(), folder, format, () -> {});

    assertThat(FolderRows.contents(folder)).isEqualTo(FolderRows.contents(expected));
  }

  /** Kills the process somewhat after a number of operations, possibly in the middle of one. */
  private int exportKilledAfter(int operations, Path folder, DocumentFormat format)
      throws IOException, InterruptedException {
    Process process = export(folder, format, ProcessBuilder.Redirect.DISCARD);
    try (BufferedReader output = process.inputReader()) {
      for (int line = 0; line < operations; line++) {
        assertThat(output.readLine()).as("line %d", line).isNotNull();
      }
      process.destroyForcibly();
      return process.waitFor();
    }
  }

  private Process export(Path folder, DocumentFormat format, ProcessBuilder.Redirect errors)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            HistoryExport.class.getName(),
            simulator.baseUrl(),
            simulator.token(),
            folder.toString(),
            format.extension())
        .redirectError(errors)
        .start();
  }

  @Test
  void export_intoAFolderThatAnotherProcessHasOpen_failsAndSaysWhatToDo() throws Exception {
    Path path = root.resolve("folder");
    Path errors = root.resolve("errors");
    HistoryFolder folder = HistoryFolder.open(path, DocumentFormat.csv(), "me");
    try (folder) {
      Process process =
          export(path, DocumentFormat.csv(), ProcessBuilder.Redirect.to(errors.toFile()));
      assertThat(process.waitFor()).isNotZero();
    }

    assertThat(errors).content().contains("is being updated by another run. No file was changed.");
    assertThat(FolderRows.contents(path)).isEmpty();
  }
}
