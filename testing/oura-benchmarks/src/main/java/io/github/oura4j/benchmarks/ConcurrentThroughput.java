// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RawRequests;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares the throughput of 200 threads that share one client with that of 200 threads on the bare
 * transport, over loopback. The client may complete at most a tenth fewer calls.
 *
 * <p>The two alternate in rounds of one second in one process, because the speed of a busy machine
 * varies more between minutes than the client costs. The result is the median ratio of adjacent
 * rounds. Run by hand; the argument is the number of rounds of each, 60 by default.
 */
public final class ConcurrentThroughput {
  private static final int THREADS = 200;
  private static final int WARM_UP_ROUNDS = 15;
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final double MIN_RATIO = 0.9;
  private static final byte[] BODY = "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8);
  private static final String PATH = "/v2/usercollection/personal_info";
  private static final String TOKEN = "a-token-of-forty-characters-0123456789ab";

  private ConcurrentThroughput() {}

  /**
   * Runs both, prints the ratio, and exits with status 1 when it is below 0.9.
   *
   * @param arguments the number of rounds of each
   * @throws Exception if a call fails
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
    boolean fastEnough;
    HttpServer server = server();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    try (Transport bare =
            new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20);
        OuraClient client = client(base)) {
      fastEnough = report(compare(callers, bareCall(bare, base), chainCall(client), rounds));
    } finally {
      callers.shutdown();
      server.stop(0);
    }
    System.exit(fastEnough ? 0 : 1);
  }

  private static HttpServer server() throws IOException {
    // By default the server closes all but 200 idle connections, and delays small responses.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
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
    return server;
  }

  private static OuraClient client(String base) {
    return OuraClient.builder()
        .baseUrl(base)
        .credentials(Credentials.token(TOKEN))
        .rateLimit(new RateLimit(1_000_000, Duration.ofSeconds(5)))
        .build();
  }

  private static Callable<String> bareCall(Transport bare, String base) {
    URI uri = URI.create(base + PATH);
    return () -> {
      OuraRequest request =
          OuraRequest.of("GET", uri, Duration.ofSeconds(60))
              .withHeader("User-Agent", "oura4j")
              .withHeader("Accept", "application/json")
              .withHeader("Authorization", "Bearer " + TOKEN);
      return new String(bare.send(request).body(), StandardCharsets.UTF_8);
    };
  }

  private static Callable<String> chainCall(OuraClient client) {
    RawRequests raw = client.raw();
    return () -> raw.get(PATH);
  }

  /** Returns the number of calls in each pair of adjacent rounds; the order alternates. */
  private static List<Pair> compare(
      ExecutorService callers, Callable<String> bare, Callable<String> chain, int rounds)
      throws InterruptedException, ExecutionException {
    List<Pair> pairs = new ArrayList<>();
    for (int pair = -WARM_UP_ROUNDS; pair < rounds; pair++) {
      boolean bareFirst = pair % 2 == 0;
      long first = calls(callers, bareFirst ? bare : chain);
      long second = calls(callers, bareFirst ? chain : bare);
      if (pair >= 0) {
        pairs.add(bareFirst ? new Pair(first, second) : new Pair(second, first));
      }
    }
    return pairs;
  }

  private static long calls(ExecutorService callers, Callable<String> call)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + ROUND.toNanos();
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      counts.add(callers.submit(() -> callUntil(end, call)));
    }
    long sum = 0;
    for (Future<Long> count : counts) {
      sum += count.get();
    }
    return sum;
  }

  private static long callUntil(long end, Callable<String> call) throws Exception {
    long calls = 0;
    while (System.nanoTime() - end < 0) {
      if (call.call().length() != BODY.length) {
        throw new IllegalStateException("The response is wrong.");
      }
      calls++;
    }
    return calls;
  }

  private static boolean report(List<Pair> pairs) {
    double[] ratios = pairs.stream().mapToDouble(Pair::ratio).sorted().toArray();
    Pair total = pairs.stream().reduce(new Pair(0, 0), Pair::plus);
    System.out.printf(
        "%d threads, %d rounds of %d s each%n", THREADS, pairs.size(), ROUND.toSeconds());
    System.out.printf(
        "bare transport  %d calls%nwhole chain     %d calls%n", total.bare(), total.chain());
    System.out.printf(
        "chain / bare    %.3f in total; of adjacent rounds: median %.3f, quartiles %.3f and %.3f%n",
        total.ratio(), quantile(ratios, 0.5), quantile(ratios, 0.25), quantile(ratios, 0.75));
    return quantile(ratios, 0.5) >= MIN_RATIO;
  }

  private static double quantile(double[] sorted, double fraction) {
    return sorted[(int) (fraction * (sorted.length - 1))];
  }

  private record Pair(long bare, long chain) {
    Pair plus(Pair other) {
      return new Pair(bare + other.bare, chain + other.chain);
    }

    double ratio() {
      return (double) chain / bare;
    }
  }
}
