// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Forwards requests to the token endpoint of a simulator, but refresh tokens only after {@link
 * #release}.
 */
final class BlockedTokenEndpoint implements AutoCloseable {
  private final OuraSimulator simulator;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch refreshing = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  BlockedTokenEndpoint(OuraSimulator simulator) throws IOException {
    this.simulator = simulator;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String baseUrl() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Waits until a refresh token has arrived. */
  void awaitRefresh() throws InterruptedException {
    refreshing.await();
  }

  void release() {
    released.countDown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (new String(body, StandardCharsets.UTF_8).contains("grant_type=refresh_token")) {
        refreshing.countDown();
        released.await();
      }
      HttpResponse<byte[]> response = forward(exchange, body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + exchange.getRequestURI()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    release();
    server.stop(0);
  }
}
