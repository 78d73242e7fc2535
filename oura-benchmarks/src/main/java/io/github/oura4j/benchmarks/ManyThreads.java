// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.Transport;
import io.github.oura4j.limit.RateLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Two hundred threads on one client against as many on its bare transport, over the loopback. The
 * chain may add a tenth.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(200)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls start() before anything else.
public class ManyThreads {
  private static final byte[] BODY = "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8);
  private static final String PATH = "/v2/usercollection/personal_info";

  private HttpServer server;
  private Transport bare;
  private OuraClient client;
  private URI address;

  /**
   * Starts the server and connects both.
   *
   * @throws IOException if no port is free
   */
  @Setup
  public void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, BODY.length);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    address = URI.create(base + PATH);
    bare = new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20);
    client =
        OuraClient.builder()
            .baseUrl(base)
            .credentials(Credentials.token("a-token"))
            .rateLimit(new RateLimit(10_000_000, Duration.ofMinutes(1)))
            .build();
  }

  /** Stops all. */
  @TearDown
  public void stop() {
    client.close();
    bare.close();
    server.stop(0);
  }

  @Benchmark
  public String bareTransport() throws IOException, InterruptedException {
    OuraRequest request = OuraRequest.of("GET", address, Duration.ofSeconds(60));
    return new String(bare.send(request).body(), StandardCharsets.UTF_8);
  }

  @Benchmark
  public String wholeChain() {
    return client.raw().get(PATH);
  }
}
