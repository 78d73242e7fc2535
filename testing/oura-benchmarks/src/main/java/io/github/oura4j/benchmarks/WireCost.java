// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.limit.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how long a list takes over loopback with the client, compared with a hand-written
 * program, and with the least that any client has to do: to fetch the pages and to scan the tokens
 * of their JSON.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH calls the setup method before anything else
public class WireCost {
  /** The list that is read. */
  @Param public Workload workload = Workload.DAILY_DOCUMENTS;

  private PageServer server;
  private HandWritten handWritten;
  private OuraClient client;

  /**
   * Starts the server and creates the clients.
   *
   * @throws IOException if the server cannot be started
   */
  @Setup
  public void start() throws IOException {
    server = PageServer.start(workload.pages(), Duration.ZERO);
    handWritten = new HandWritten(server.baseUrl(), workload);
    client =
        OuraClient.builder()
            .baseUrl(server.baseUrl())
            .credentials(Credentials.token(Workload.TOKEN))
            .rateLimit(new RateLimit(1_000_000, Duration.ofSeconds(1)))
            .build();
  }

  /**
   * Stops the server and closes the client.
   *
   * @throws IOException if the server cannot be stopped
   */
  @TearDown
  public void stop() throws IOException {
    client.close();
    server.close();
  }

  /** Fetches the pages and scans their tokens. */
  @Benchmark
  public int fetchAndScan() throws IOException, InterruptedException {
    return handWritten.scan();
  }

  /** Lists with the hand-written program. */
  @Benchmark
  public List<?> handWritten() throws IOException, InterruptedException {
    return handWritten.list();
  }

  /** Lists with the client. */
  @Benchmark
  public List<?> oura4j() {
    return workload.list(client);
  }
}
