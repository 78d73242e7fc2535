// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.limiter;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.jdbc.OuraSchema;
import io.github.oura4j.jdbc.PostgresRequestLimiter;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RequestLimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Measures how many permits per second four processes with 1, 8 and 64 threads each acquire from
 * the limiter in PostgreSQL, over two connections each, when no limit holds them back. Run by hand;
 * the arguments are the JDBC URL of an empty database, and the number of seconds for each row, 10
 * by default.
 */
public final class LimiterThroughput {
  private static final int PROCESSES = 4;
  private static final int CONNECTIONS = 2;
  private static final RateLimit NO_LIMIT = new RateLimit(10_000_000, Duration.ofMillis(1));

  private LimiterThroughput() {}

  /**
   * Prints a table. With more arguments, it is one of the processes.
   *
   * @param arguments the URL of the database, and the number of seconds for each row
   * @throws Exception if the database cannot be used, or a process fails
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 2) {
      acquire(arguments);
      return;
    }
    int seconds = arguments.length < 2 ? 10 : Integer.parseInt(arguments[1]);
    OuraSchema.apply(dataSource(arguments[0]));
    System.out.println("| threads in each of 4 processes | permits per second |");
    System.out.println("| --- | --- |");
    for (int threads : new int[] {1, 8, 64}) {
      deletePermits(arguments[0]);
      System.out.printf(
          "| %d | %,d |%n", threads, measure(arguments[0], threads, seconds) / seconds);
    }
  }

  private static PGSimpleDataSource dataSource(String url) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(url);
    return dataSource;
  }

  private static void deletePermits(String url) throws SQLException {
    try (Connection connection = dataSource(url).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate oura4j.permits");
    }
  }

  private static long measure(String url, int threads, int seconds)
      throws IOException, InterruptedException {
    long start = System.currentTimeMillis() + 3000;
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LimiterThroughput.class.getName(),
                  url,
                  Integer.toString(threads),
                  Long.toString(start),
                  Long.toString(start + seconds * 1000L))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    long acquired = 0;
    for (Process process : processes) {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("A process failed. What it printed is above.");
      }
      acquired += Long.parseLong(output);
    }
    return acquired;
  }

  private static void acquire(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[1]);
    long start = Long.parseLong(arguments[2]);
    long end = Long.parseLong(arguments[3]);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(dataSource(arguments[0]));
    pool.setMaximumPoolSize(CONNECTIONS);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (HikariDataSource dataSource = new HikariDataSource(pool);
        PostgresRequestLimiter limiter =
            PostgresRequestLimiter.builder(dataSource)
                .applicationLimit(NO_LIMIT)
                .tokenLimit(NO_LIMIT)
                .margin(Duration.ofMillis(1))
                .build()) {
      List<Callable<Long>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String token = "token-" + ProcessHandle.current().pid() + "-" + i;
        work.add(() -> acquire(limiter, token, start, end));
      }
      long acquired = 0;
      for (Future<Long> each : executor.invokeAll(work)) {
        acquired += each.get();
      }
      System.out.println(acquired);
    } finally {
      executor.shutdownNow();
    }
  }

  /** Returns how many permits one thread acquires between two times. */
  private static long acquire(RequestLimiter limiter, String token, long start, long end) {
    long acquired = 0;
    while (System.currentTimeMillis() < end) {
      try (RequestLimiter.Reservation reservation = limiter.reserve(token)) {
        if (reservation.tryAcquire().isZero() && System.currentTimeMillis() >= start) {
          acquired++;
        }
      } catch (StoreUnavailableException slow) {
        // The machine is busy: the client would try again, too.
      }
    }
    return acquired;
  }
}
