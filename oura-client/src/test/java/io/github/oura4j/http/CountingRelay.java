// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A relay in front of a server that counts how many requests it has at once. It forwards the first
 * ones when a given number of them has arrived.
 */
public final class CountingRelay implements AutoCloseable {
  /** One for all relays, because Java 17 cannot close its HTTP clients. */
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String serverUrl;
  private final HttpServer relay;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch expected;
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  /**
   * Starts a relay.
   *
   * @param expectedAtOnce how many requests have to arrive before the first one is forwarded
   */
  public CountingRelay(String serverUrl, int expectedAtOnce) throws IOException {
    this.serverUrl = serverUrl;
    this.expected = new CountDownLatch(expectedAtOnce);
    relay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    relay.setExecutor(threads);
    relay.createContext("/", this::relay);
    relay.start();
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + relay.getAddress().getPort();
  }

  public int received() {
    return received.get();
  }

  public int mostAtOnce() {
    return mostAtOnce.get();
  }

  private void relay(HttpExchange exchange) throws IOException {
    received.incrementAndGet();
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    expected.countDown();
    try {
      if (!expected.await(30, TimeUnit.SECONDS)) {
        throw new IOException("not as many requests at once as expected");
      }
      HttpResponse<byte[]> response =
          CLIENT.send(forwarded(exchange), HttpResponse.BodyHandlers.ofByteArray());
      atOnce.decrementAndGet();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(response.body());
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      exchange.close();
    }
  }

  private HttpRequest forwarded(HttpExchange exchange) {
    return HttpRequest.newBuilder(URI.create(serverUrl + exchange.getRequestURI()))
        .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
        .build();
  }

  @Override
  public void close() {
    relay.stop(0);
    threads.shutdownNow();
  }
}
