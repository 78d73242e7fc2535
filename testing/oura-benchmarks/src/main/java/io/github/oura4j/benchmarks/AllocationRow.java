// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import com.sun.management.ThreadMXBean;
import io.github.oura4j.OuraClient;
import io.github.oura4j.benchmarks.Row.Target;
import io.github.oura4j.model.HeartRate;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Counts the bytes that all threads of a process allocate for a page of heart rates, compared with
 * those of the records themselves, which are counted by making deep copies of them, and the body.
 */
final class AllocationRow {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The programs that are compared. */
  private enum Program {
    BY_HAND,
    OURA4J,
    OURA4J_WITH_GZIP,
    RECORDS
  }

  private AllocationRow() {}

  static List<Row> measure(Effort effort) throws IOException {
    String page = Workload.HEART_RATE_ONE_PAGE.pages().get(0);
    double body = page.getBytes(StandardCharsets.UTF_8).length;
    try (PageServer server = PageServer.start(List.of(page), Duration.ZERO);
        PageServer gzipServer = PageServer.startWithGzip(List.of(page))) {
      List<Samples> bytes = measure(effort, server, gzipServer);
      double records = bytes.get(3).median();
      String parts =
          String.format(Locale.ROOT, "records %.2f MB, body %.2f MB", records / 1e6, body / 1e6);
      return List.of(
          row(
              "allocation of a page of 8,640 heart rates",
              bytes.get(1),
              records + body,
              String.format(
                  Locale.ROOT, "%s, by hand %.2f MB", parts, bytes.get(0).median() / 1e6)),
          row(
              "allocation of that page, compressed with gzip",
              bytes.get(2),
              records + body,
              parts));
    }
  }

  /** Returns the bytes that each program allocates, in the order of the programs. */
  private static List<Samples> measure(Effort effort, PageServer server, PageServer gzipServer)
      throws IOException {
    return Turns.compare(
        effort,
        contestants -> {
          for (Program program : Program.values()) {
            PageServer source = program == Program.OURA4J_WITH_GZIP ? gzipServer : server;
            contestants.add(
                Contestant.start(
                    AllocationRow.class, List.of(), effort, source.baseUrl(), program));
          }
        });
  }

  private static Row row(String what, Samples allocated, double least, String details) {
    return new Row(
        what,
        Target.atMost(1.3, "x the records and the body").butCurrently(1.7),
        new Samples(allocated.values().stream().map(each -> each / least).toList()),
        String.format(Locale.ROOT, "%.2f MB, %s", allocated.median() / 1e6, details));
  }

  /**
   * Runs one of the programs.
   *
   * @param arguments the effort, the base URL and the program
   * @throws Exception if a request fails
   */
  public static void main(String[] arguments) throws Exception {
    Effort effort = Effort.valueOf(arguments[0]);
    Workload workload = Workload.HEART_RATE_ONE_PAGE;
    HandWritten byHand = new HandWritten(arguments[1], workload);
    try (OuraClient client = Clients.unlimited(arguments[1])) {
      switch (Program.valueOf(arguments[2])) {
        case BY_HAND -> count(effort, byHand::list);
        case OURA4J, OURA4J_WITH_GZIP -> count(effort, () -> workload.list(client));
        case RECORDS -> {
          List<?> elements = workload.list(client);
          count(effort, () -> copy(elements));
        }
      }
    }
  }

  private static void count(Effort effort, Contestant.Task task) throws Exception {
    Contestant.run(
        effort,
        duration -> {
          long end = System.nanoTime() + duration.toNanos();
          long before = allocated();
          long runs = 0;
          do {
            task.run();
            runs++;
          } while (System.nanoTime() - end < 0);
          return (double) (allocated() - before) / runs;
        });
  }

  private static long allocated() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(bytes, 0);
    }
    return sum;
  }

  /** Copies a list with everything that its records do not share with others. */
  private static List<HeartRate> copy(List<?> elements) {
    List<HeartRate> copies = new ArrayList<>(elements.size());
    for (Object element : elements) {
      HeartRate original = (HeartRate) element;
      copies.add(
          new HeartRate(
              original.bpm(),
              original.source(),
              copy(Objects.requireNonNull(original.timestamp())),
              Long.valueOf(Objects.requireNonNull(original.timestampUnix()).longValue()),
              original.unknownProperties()));
    }
    return copies;
  }

  private static OffsetDateTime copy(OffsetDateTime timestamp) {
    return OffsetDateTime.of(
        LocalDate.of(timestamp.getYear(), timestamp.getMonth(), timestamp.getDayOfMonth()),
        LocalTime.of(
            timestamp.getHour(), timestamp.getMinute(), timestamp.getSecond(), timestamp.getNano()),
        timestamp.getOffset());
  }
}
