// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.OuraClient;
import io.github.oura4j.benchmarks.Row.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares the throughput of many threads that share one client with that of threads that call
 * {@code HttpClient.send} and do nothing with the response. Each response takes a millisecond.
 */
final class ThreadRows {
  private static final String PATH = "/v2/usercollection/personal_info";
  private static final String BODY = "{\"id\":\"8f9a5221-639e-4a85-81cb-4065ef23f979\",\"age\":42}";
  private static final Target TARGET = Target.atLeast(0.9, "x bare JDK calls");
  private static final Duration LATENCY = Duration.ofMillis(1);
  private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

  /** The programs that are compared. */
  private enum Program {
    BARE,
    OURA4J
  }

  /** The threads that call. */
  private enum Threads {
    PLATFORM(64),
    VIRTUAL(1_000);

    private final int count;

    Threads(int count) {
      this.count = count;
    }

    /** Creates the threads, by reflection where this code is compiled for an older Java. */
    ExecutorService executor() throws ReflectiveOperationException {
      return this == PLATFORM
          ? Executors.newFixedThreadPool(count)
          : (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
  }

  private ThreadRows() {}

  static List<Row> measure(Effort effort) throws IOException {
    Row virtual =
        Runtime.version().feature() < FIRST_JAVA_WITH_VIRTUAL_THREADS
            ? Row.notMeasured(what(Threads.VIRTUAL), TARGET, "virtual threads need Java 21")
            : measure(Threads.VIRTUAL, effort);
    return List.of(measure(Threads.PLATFORM, effort), virtual);
  }

  private static String what(Threads threads) {
    return "%,d %s threads on one client"
        .formatted(threads.count, threads.name().toLowerCase(Locale.ROOT));
  }

  private static Row measure(Threads threads, Effort effort) throws IOException {
    try (PageServer server = PageServer.start(List.of(BODY), LATENCY)) {
      List<Samples> callsPerSecond =
          Turns.compare(
              effort,
              effort.turn().multipliedBy(3),
              contestants -> {
                for (Program program : Program.values()) {
                  contestants.add(
                      Contestant.start(
                          ThreadRows.class, List.of(), effort, server.baseUrl(), threads, program));
                }
              });
      return new Row(
          what(threads),
          TARGET,
          callsPerSecond.get(1).dividedBy(callsPerSecond.get(0)),
          "%,.0f and %,.0f calls per second"
              .formatted(callsPerSecond.get(1).median(), callsPerSecond.get(0).median()));
    }
  }

  /**
   * Calls in turns.
   *
   * @param arguments the effort, the base URL, the kind of threads, and the program
   * @throws Exception if a request fails
   */
  public static void main(String[] arguments) throws Exception {
    Effort effort = Effort.valueOf(arguments[0]);
    Threads threads = Threads.valueOf(arguments[2]);
    try (OuraClient client = Clients.unlimited(arguments[1])) {
      Contestant.Task call =
          Program.valueOf(arguments[3]) == Program.BARE
              ? bareCall(arguments[1])
              : () -> client.personalInfo().get();
      ExecutorService callers = threads.executor();
      Contestant.run(effort, duration -> callsPerSecond(callers, threads.count, call, duration));
      callers.shutdown();
    }
  }

  private static Contestant.Task bareCall(String baseUrl) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + PATH))
            .header("Authorization", "Bearer " + Workload.TOKEN)
            .header("Accept", "application/json")
            .timeout(Duration.ofSeconds(60))
            .build();
    return () -> {
      if (http.send(request, BodyHandlers.ofByteArray()).statusCode() != 200) {
        throw new IOException("The response is wrong.");
      }
    };
  }

  private static double callsPerSecond(
      ExecutorService callers, int threads, Contestant.Task call, Duration duration)
      throws Exception {
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      counts.add(callers.submit(() -> callUntil(end, call)));
    }
    long calls = 0;
    for (Future<Long> count : counts) {
      calls += count.get();
    }
    return calls / ((System.nanoTime() - start) / 1e9);
  }

  private static long callUntil(long end, Contestant.Task call) throws Exception {
    long calls = 0;
    while (System.nanoTime() - end < 0) {
      call.run();
      calls++;
    }
    return calls;
  }
}
