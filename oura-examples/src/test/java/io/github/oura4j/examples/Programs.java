// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.credentials.Environment;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Runs programs as the launcher does, on a fixed day, and keeps what the last one printed. */
final class Programs {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-21T09:00:00Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path directory;

  /**
   * Creates a runner.
   *
   * @param directory where a file {@code .env} would be
   */
  Programs(Path directory) {
    this.directory = directory;
  }

  /** Returns the settings for a simulator. */
  static Map<String, String> settings(OuraSimulator simulator) {
    return Map.of("OURA_ACCESS_TOKEN", simulator.token(), "OURA_BASE_URL", simulator.baseUrl());
  }

  /** Runs a program with the made-up person. */
  int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  int run(Map<String, String> variables, String... arguments) {
    Example.Context context = context(variables, Ansi.OFF);
    return Examples.run(List.of(arguments), context);
  }

  /** Returns a context for a program that is run in another way, and forgets what was printed. */
  Example.Context context(Map<String, String> variables, Ansi ansi) {
    out.reset();
    err.reset();
    return new Example.Context(
        Environment.of(variables, directory),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        CLOCK,
        ansi);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
