// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.sync.History;
import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistoryReport;
import io.github.oura4j.sync.HistoryResult;
import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.sync.HistoryWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Downloads five years of all data types from a simulator with a latency of 100 ms, twice: with one
 * request after the other, and with a history of eight requests at once, which must be at least 6
 * times faster. Each download runs in a process of its own with a heap of 128 MB, into a sink that
 * stores nothing. Run by hand, for about ten minutes; the argument is the number of days, 1826 by
 * default.
 */
public final class FiveYears {
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final double MIN_RATIO = 6;

  private FiveYears() {}

  /**
   * Runs the benchmark, and exits with status 1 when the ratio is below 6. With more arguments, it
   * is the process that downloads.
   *
   * @param arguments the number of days
   * @throws Exception if a process cannot be started, or is interrupted
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1) {
      download(arguments);
      return;
    }
    int days = arguments.length == 0 ? 1826 : Integer.parseInt(arguments[0]);
    System.exit(compare(days) ? 0 : 1);
  }

  private static boolean compare(int days) throws IOException, InterruptedException {
    try (OuraSimulator simulator =
        OuraSimulator.builder()
            .latency(LATENCY)
            .person(
                SimulatedPerson.builder()
                    .zone(ZoneOffset.UTC)
                    .firstDay(LocalDate.now(ZoneOffset.UTC).minusDays(days))
                    .heartRateInterval(Duration.ofSeconds(100))
                    .build())
            .start()) {
      Run sequential = run(simulator, days, 1);
      Run parallel = run(simulator, days, 8);
      double ratio = sequential.seconds() / parallel.seconds();
      System.out.printf("one after the other  %s%neight at once        %s%n", sequential, parallel);
      System.out.printf("ratio                %.2f%n", ratio);
      return ratio >= MIN_RATIO;
    }
  }

  private static Run run(OuraSimulator simulator, int days, int parallelism)
      throws IOException, InterruptedException {
    long before = simulator.requestCount();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                FiveYears.class.getName(),
                simulator.baseUrl(),
                simulator.token(),
                Integer.toString(days),
                Integer.toString(parallelism))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The download failed: " + output);
    }
    return new Run(simulator.requestCount() - before, Double.parseDouble(output));
  }

  /** Downloads, and prints the duration in seconds. */
  private static void download(String[] arguments) {
    try (OuraClient client =
        OuraClient.builder()
            .baseUrl(arguments[0])
            .credentials(Credentials.token(arguments[1]))
            .zone(ZoneOffset.UTC)
            .rateLimit(new RateLimit(1_000_000, Duration.ofMinutes(5)))
            .build()) {
      client.personalInfo().get();
      long start = System.nanoTime();
      HistoryReport report =
          History.builder(client, new CountingSink())
              .since(LocalDate.now(ZoneOffset.UTC).minusDays(Long.parseLong(arguments[2])))
              .parallelism(Integer.parseInt(arguments[3]))
              .build()
              .update();
      double seconds = (System.nanoTime() - start) / 1e9;
      if (!report.isComplete()) {
        throw new IllegalStateException("Something is missing: " + report);
      }
      System.err.printf(
          "%d rows with %s at once%n",
          report.results().stream().mapToLong(HistoryResult::rows).sum(), arguments[3]);
      System.out.println(seconds);
    }
  }

  /** Stores nothing, so that only the download is measured. */
  private static final class CountingSink implements HistorySink {
    private long rows;

    @Override
    public void replace(HistoryWindow window, List<?> newRows) {
      rows += newRows.size();
    }

    @Override
    public HistoryChanges commit(DataType dataType, List<HistoryWindow> windows) {
      HistoryChanges changes = new HistoryChanges(rows, 0, 0);
      rows = 0;
      return changes;
    }
  }

  private record Run(long requests, double seconds) {
    @Override
    public String toString() {
      return "%,d requests in %.1f s".formatted(requests, seconds);
    }
  }
}
