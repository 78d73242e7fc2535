// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in front of a simulator and notes when each request for data arrives, which the simulator
 * does not.
 */
final class CountingProxy implements AutoCloseable {
  private static final int THREADS = 64;
  private static final Set<String> FORWARDED = Set.of("authorization", "content-type", "accept");
  private static final Set<String> RETURNED =
      Set.of("content-type", "retry-after", "x-ratelimit-limit", "x-ratelimit-remaining");

  private final URI target;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  CountingProxy(String target) throws IOException {
    this.target = URI.create(target);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::forward);
    server.start();
  }

  String baseUrl() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Returns how many requests for data have arrived. */
  int requests() {
    return arrivals.size();
  }

  /** Returns the largest number of requests for data in any interval of a length. */
  int mostWithin(Duration window) {
    long[] sorted = arrivals.stream().mapToLong(Long::longValue).sorted().toArray();
    int most = 0;
    int first = 0;
    for (int last = 0; last < sorted.length; last++) {
      while (sorted[last] - sorted[first] >= window.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private void forward(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().startsWith("/v2/usercollection/")) {
      arrivals.add(System.nanoTime());
    }
    try (exchange) {
      HttpResponse<byte[]> response = send(exchange);
      Headers headers = exchange.getResponseHeaders();
      response.headers().map().entrySet().stream()
          .filter(header -> RETURNED.contains(header.getKey().toLowerCase(Locale.ROOT)))
          .forEach(header -> headers.put(header.getKey(), List.copyOf(header.getValue())));
      exchange.sendResponseHeaders(
          response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> send(HttpExchange exchange)
      throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange.getRequestHeaders().entrySet().stream()
        .filter(header -> FORWARDED.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .forEach(header -> request.header(header.getKey(), header.getValue().get(0)));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
