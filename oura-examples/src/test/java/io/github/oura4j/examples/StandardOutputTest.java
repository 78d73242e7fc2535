// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs do when their output cannot be written. */
class StandardOutputTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int exitCode(String failure, int status) {
    StandardOutput output =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int value) throws IOException {
                throw new IOException(failure);
              }
            });
    new PrintStream(output, true, StandardCharsets.UTF_8).println("text");
    return output.exitCode(status, new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void program_whenTheDiskIsFull_fails(int status) {
    assertThat(exitCode("No space left on device", status)).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("Standard output cannot be written: No space left on device. ");
  }

  @ParameterizedTest
  @CsvSource({"Broken pipe, 0", "The pipe is being closed, 3"})
  void program_whenAnotherOneClosesThePipe_keepsItsExitCode(String failure, int status) {
    assertThat(exitCode(failure, status)).isEqualTo(status);

    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "completion", "quickstart --json"})
  void process_whenStandardOutputIsFull_exitsWithOneAndSaysSo(String arguments) throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists());
    Process process =
        ChildProcess.of(directory, Map.of(), List.of(), arguments.split(" ", -1))
            .redirectOutput(full)
            .start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(errors).contains("Standard output cannot be written: ").doesNotContain("\tat ");
  }

  @Test
  void process_whenItsReaderHasGone_exitsWithZero() throws Exception {
    Process process = ChildProcess.of(directory, Map.of(), List.of(), "completion").start();
    process.getInputStream().close();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', true, true", "1, true, false", "'', false, false"})
  void colors_dependOnAValueOfNoColorAndOnTheTerminal(
      String noColor, boolean isInteractive, boolean expected) {
    assertThat(Terminal.hasColors(Map.of("NO_COLOR", noColor), isInteractive)).isEqualTo(expected);
  }
}
