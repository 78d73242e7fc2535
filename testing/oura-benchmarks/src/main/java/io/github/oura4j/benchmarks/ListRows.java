// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.OuraClient;
import io.github.oura4j.benchmarks.Contestant.Measurement;
import io.github.oura4j.benchmarks.Row.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long lists take over loopback, in typed form through the whole client, compared with
 * a hand-written program, and with the least that any client has to do: to fetch the pages and to
 * scan the tokens of their JSON.
 */
final class ListRows {
  /** The programs that are compared. */
  private enum Program {
    FETCH_AND_SCAN,
    BY_HAND,
    OURA4J
  }

  private ListRows() {}

  static List<Row> measure(Effort effort) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Workload workload : effort.workloads()) {
      rows.addAll(measure(workload, effort));
    }
    return rows;
  }

  private static List<Row> measure(Workload workload, Effort effort) throws IOException {
    try (PageServer server = PageServer.start(workload.pages(), Duration.ZERO)) {
      List<Samples> seconds =
          Turns.compare(
              effort,
              contestants -> {
                for (Program program : Program.values()) {
                  contestants.add(
                      Contestant.start(
                          ListRows.class, List.of(), effort, server.baseUrl(), workload, program));
                }
              });
      return rows(workload, seconds.get(0), seconds.get(1), seconds.get(2));
    }
  }

  private static List<Row> rows(Workload workload, Samples scan, Samples byHand, Samples oura4j) {
    String details = details(scan, byHand, oura4j);
    return switch (workload) {
      case HEART_RATE_NINE_PAGES ->
          heartRates("8,640 heart rates in nine pages", 3.2, 1.0, scan, byHand, oura4j);
      case HEART_RATE_ONE_PAGE ->
          heartRates("8,640 heart rates in one page", 2.1, 0.8, scan, byHand, oura4j);
      case SLEEP_PERIODS ->
          List.of(
              new Row(
                  "page of 30 sleep periods",
                  Target.atMost(1.1, "x by hand").butCurrently(1.6),
                  oura4j.dividedBy(byHand),
                  details));
      case DAILY_DOCUMENTS ->
          List.of(
              new Row(
                  "page of 30 daily documents",
                  Target.atMost(1.25, "x by hand").butCurrently(2.9),
                  oura4j.dividedBy(byHand),
                  details));
    };
  }

  private static List<Row> heartRates(
      String what,
      double currentTimesScan,
      double currentTimesByHand,
      Samples scan,
      Samples byHand,
      Samples oura4j) {
    return List.of(
        new Row(
            what,
            Target.atMost(1.5, "x fetch and token scan").butCurrently(currentTimesScan),
            oura4j.dividedBy(scan),
            details(scan, byHand, oura4j)),
        new Row(
            what,
            Target.atMost(0.4, "x by hand").butCurrently(currentTimesByHand),
            oura4j.dividedBy(byHand),
            ""));
  }

  private static String details(Samples scan, Samples byHand, Samples oura4j) {
    return "%s, by hand %s, fetch and token scan %s"
        .formatted(milliseconds(oura4j), milliseconds(byHand), milliseconds(scan));
  }

  private static String milliseconds(Samples seconds) {
    return String.format(Locale.ROOT, "%.2f ms", seconds.median() * 1e3);
  }

  /**
   * Runs one of the programs.
   *
   * @param arguments the effort, the base URL, the workload and the program
   * @throws Exception if a request fails
   */
  public static void main(String[] arguments) throws Exception {
    Effort effort = Effort.valueOf(arguments[0]);
    Workload workload = Workload.valueOf(arguments[2]);
    HandWritten byHand = new HandWritten(arguments[1], workload);
    switch (Program.valueOf(arguments[3])) {
      case FETCH_AND_SCAN -> Contestant.run(effort, Measurement.ofSeconds(byHand::scan));
      case BY_HAND -> Contestant.run(effort, Measurement.ofSeconds(byHand::list));
      case OURA4J -> {
        try (OuraClient client = Clients.unlimited(arguments[1])) {
          Contestant.run(effort, Measurement.ofSeconds(() -> workload.list(client)));
        }
      }
    }
  }
}
