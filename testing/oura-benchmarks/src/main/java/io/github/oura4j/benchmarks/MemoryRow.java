// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.benchmarks.Contestant.Measurement;
import io.github.oura4j.benchmarks.Row.Target;
import io.github.oura4j.model.HeartRate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Iterates over five years of heart rate in a small heap and in a large one. */
final class MemoryRow {
  private static final String SMALL_HEAP = "-Xmx32m";
  private static final String LARGE_HEAP = "-Xmx1g";

  private MemoryRow() {}

  static List<Row> measure(Effort effort) throws IOException {
    try (PageServer server = PageServer.start(new HeartRateHistory()::page, Duration.ZERO)) {
      List<Samples> seconds =
          Turns.compare(
              effort,
              contestants -> {
                for (String heap : List.of(SMALL_HEAP, LARGE_HEAP)) {
                  contestants.add(
                      Contestant.start(MemoryRow.class, List.of(heap), effort, server.baseUrl()));
                }
              });
      return List.of(
          new Row(
              "five years of heart rate in a heap of 32 MB",
              Target.atLeast(0.9, "x the throughput in 1 GB"),
              seconds.get(1).dividedBy(seconds.get(0)),
              "%,.0f samples per second"
                  .formatted(HeartRateHistory.count() / seconds.get(0).median())));
    }
  }

  /**
   * Iterates in turns.
   *
   * @param arguments the effort, the base URL
   * @throws Exception if a request fails
   */
  public static void main(String[] arguments) throws Exception {
    Effort effort = Effort.valueOf(arguments[0]);
    try (OuraClient client = Clients.unlimited(arguments[1])) {
      Contestant.run(effort, Measurement.ofSeconds(() -> iterate(client)));
    }
  }

  private static void iterate(OuraClient client) {
    int samples = 0;
    TimeRange range = TimeRange.between(HeartRateHistory.START, HeartRateHistory.END);
    for (HeartRate sample : client.heartRate().iterate(range)) {
      samples += sample.bpm() == null ? 0 : 1;
    }
    if (samples != HeartRateHistory.count()) {
      throw new IllegalStateException("Read %d samples".formatted(samples));
    }
  }
}
