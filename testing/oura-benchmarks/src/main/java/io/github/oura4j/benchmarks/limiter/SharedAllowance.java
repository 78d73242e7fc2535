// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.limiter;

import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.jdbc.OuraSchema;
import io.github.oura4j.jdbc.PostgresRequestLimiter;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RequestLimiter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Counts at a server what four processes send that share a limit of 1,000 requests in 10 seconds in
 * PostgreSQL. Each has 16 threads that send as much as they may, and every 15 seconds one process
 * is killed with -9 and another one started. Exits with status 1 if more than the limit arrived in
 * any 10 seconds, or if a call failed.
 *
 * <p>Run by hand; the arguments are the JDBC URL of an empty database, and the number of seconds,
 * 120 by default. PostgreSQL may be killed and started again meanwhile: no call should fail.
 */
public final class SharedAllowance {
  private static final RateLimit LIMIT = new RateLimit(1000, Duration.ofSeconds(10));
  private static final Duration MARGIN = Duration.ofSeconds(3);
  private static final int PROCESSES = 4;
  private static final int THREADS = 16;
  private static final int SECONDS_BETWEEN_KILLS = 15;
  private static final byte[] PERSON = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

  private final String database;
  private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Deque<Process> processes = new ArrayDeque<>();
  private int killed;

  private SharedAllowance(String database) {
    this.database = database;
  }

  /**
   * Runs the proof. With a third argument, it is one of the processes.
   *
   * @param arguments the URL of the database, and the number of seconds
   * @throws Exception if the database cannot be used, or a process cannot be started
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 2) {
      send(arguments[0], arguments[1]);
      return;
    }
    int seconds = arguments.length < 2 ? 120 : Integer.parseInt(arguments[1]);
    OuraSchema.apply(dataSource(arguments[0]));
    System.exit(new SharedAllowance(arguments[0]).run(seconds) ? 0 : 1);
  }

  private static PGSimpleDataSource dataSource(String url) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(url);
    return dataSource;
  }

  private boolean run(int seconds) throws IOException, InterruptedException {
    // By default the server delays small responses.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          arrivals.add(System.nanoTime());
          exchange.sendResponseHeaders(200, PERSON.length);
          exchange.getResponseBody().write(PERSON);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    for (int i = 0; i < PROCESSES; i++) {
      startProcess(url);
    }
    for (int second = 0; second < seconds; second++) {
      TimeUnit.SECONDS.sleep(1);
      if (second % SECONDS_BETWEEN_KILLS == SECONDS_BETWEEN_KILLS - 1) {
        processes.remove().destroyForcibly().waitFor();
        killed++;
        startProcess(url);
      }
    }
    processes.forEach(Process::destroyForcibly);
    server.stop(0);
    return report();
  }

  private void startProcess(String url) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                SharedAllowance.class.getName(),
                database,
                url,
                "child")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    processes.add(process);
    Thread reader = new Thread(() -> process.inputReader().lines().forEach(failures::add));
    reader.setDaemon(true);
    reader.start();
  }

  private boolean report() {
    List<Long> times = arrivals.stream().sorted().toList();
    int most = mostInAWindow(times);
    System.out.println("| processes | killed | requests | most in any 10 s | failed calls |");
    System.out.println("| --- | --- | --- | --- | --- |");
    System.out.printf(
        "| %d of %d threads | %d | %,d | %,d | %d |%n",
        PROCESSES, THREADS, killed, times.size(), most, failures.size());
    failures.stream().limit(5).forEach(System.out::println);
    return most <= LIMIT.requests() && failures.isEmpty();
  }

  private static int mostInAWindow(List<Long> times) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) >= LIMIT.window().toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private static void send(String database, String url) {
    RequestLimiter limiter =
        PostgresRequestLimiter.builder(dataSource(database))
            .applicationLimit(LIMIT)
            .tokenLimit(LIMIT)
            .margin(MARGIN)
            .build();
    OuraClient oura =
        OuraClient.builder()
            .baseUrl(url)
            .credentials(Credentials.token("a-token"))
            .callTimeout(MARGIN)
            .retry(RetryPolicy.patient())
            .rateLimiter(limiter)
            .build();
    for (int i = 0; i < THREADS; i++) {
      new Thread(() -> sendForever(oura)).start();
    }
  }

  private static void sendForever(OuraClient oura) {
    while (true) {
      try {
        oura.personalInfo().get();
      } catch (RuntimeException e) {
        System.out.println(e);
      }
    }
  }
}
