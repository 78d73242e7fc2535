// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.DateRange;
import io.github.oura4j.ListOptions;
import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.benchmarks.Row.Target;
import io.github.oura4j.credentials.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares lists of long ranges whose windows are requested in parallel with the same lists, one
 * request after the other. Each response takes 100 ms, and the rate limit is the default one. The
 * programs wait for most of the time, so that they can share a process.
 */
final class ParallelRows {
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final int TARGET_PERCENT = 80;

  /** The lists, and the length of their windows. */
  private enum Kind {
    /** Documents, with a page for each window. */
    DAILY_SLEEP(90),

    /** Samples, with three pages for each window. */
    HEART_RATE(10);

    private final int windowDays;

    Kind(int windowDays) {
      this.windowDays = windowDays;
    }

    int list(int days, OuraClient client, ListOptions options) {
      return switch (this) {
        case DAILY_SLEEP -> {
          LocalDate first = LocalDate.of(2020, 1, 1);
          DateRange range = DateRange.between(first, first.plusDays(days - 1L));
          yield client.dailySleep().list(range, options).size();
        }
        case HEART_RATE -> {
          Instant start = HeartRateHistory.START;
          TimeRange range = TimeRange.between(start, start.plus(Duration.ofDays(days)));
          yield client.heartRate().list(range, options).size();
        }
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private ParallelRows() {}

  static List<Row> measure(Effort effort) throws IOException {
    HeartRateHistory heartRates = new HeartRateHistory();
    List<Row> rows = new ArrayList<>();
    try (PageServer server =
            PageServer.start(
                target ->
                    target.contains("daily_sleep") ? dailySleep(target) : heartRates.page(target),
                LATENCY);
        OuraClient client =
            OuraClient.builder()
                .baseUrl(server.baseUrl())
                .credentials(Credentials.token(Workload.TOKEN))
                .zone(ZoneOffset.UTC)
                .build()) {
      for (Kind kind : Kind.values()) {
        rows.addAll(
            effort == Effort.QUICK ? measure(kind, 8, client, 1) : measure(kind, 24, client, 3));
      }
    }
    return rows;
  }

  private static List<Row> measure(Kind kind, int windows, OuraClient client, int turns) {
    int days = windows * kind.windowDays;
    List<Integer> requests = List.of(1, 4, 8);
    List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    requests.forEach(count -> secondsOf(kind, days, client, count));
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < requests.size(); i++) {
        int next = (turn + i) % requests.size();
        seconds.get(next).add(secondsOf(kind, days, client, requests.get(next)));
      }
    }
    Samples sequential = new Samples(seconds.get(0));
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < requests.size(); i++) {
      Samples parallel = new Samples(seconds.get(i));
      rows.add(
          new Row(
              "%,d days of %s, %d requests at once".formatted(days, kind, requests.get(i)),
              Target.atLeast(requests.get(i) * TARGET_PERCENT / 100.0, "x one after the other"),
              sequential.dividedBy(parallel),
              String.format(
                  Locale.ROOT, "%.2f and %.2f s", parallel.median(), sequential.median())));
    }
    return rows;
  }

  private static double secondsOf(Kind kind, int days, OuraClient client, int requests) {
    long start = System.nanoTime();
    kind.list(days, client, ListOptions.defaults().withParallelRequests(requests));
    return (System.nanoTime() - start) / 1e9;
  }

  /** Returns the page of a document for each day of a request, as Oura returns it. */
  private static byte[] dailySleep(String target) {
    StringBuilder page = new StringBuilder("{\"data\":[");
    LocalDate last = parameter(target, "end_date");
    for (LocalDate day = parameter(target, "start_date");
        !day.isAfter(last);
        day = day.plusDays(1)) {
      page.append(page.charAt(page.length() - 1) == '[' ? "" : ",")
          .append("{\"id\":\"sleep-of-%s\",\"day\":\"%s\",\"score\":80}".formatted(day, day));
    }
    return page.append("],\"next_token\":null}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static LocalDate parameter(String target, String name) {
    int start = target.indexOf(name + "=") + name.length() + 1;
    return LocalDate.parse(target.substring(start, start + 10));
  }
}
