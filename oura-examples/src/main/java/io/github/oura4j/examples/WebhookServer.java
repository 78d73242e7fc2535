// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.webhook.WebhookEvent;
import io.github.oura4j.webhook.WebhookReceiver;
import io.github.oura4j.webhook.WebhookRejectedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Receives webhook events with the JDK's HTTP server. It listens on loopback without TLS: a tunnel
 * or reverse proxy has to make it public and terminate TLS.
 *
 * <p>Every connection has a thread of its own, so that those that send half a request do not keep
 * events waiting.
 *
 * @param server the server
 * @param threads the threads that handle requests
 */
record WebhookServer(HttpServer server, ExecutorService threads) implements AutoCloseable {

  /** Starts the server; port 0 selects a free port. */
  static WebhookServer listen(int port, WebhookReceiver receiver, Consumer<WebhookEvent> handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ExecutorService threads = Executors.newCachedThreadPool();
      server.setExecutor(threads);
      server.createContext("/", exchange -> handle(exchange, receiver, handler));
      server.start();
      return new WebhookServer(server, threads);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot listen on port " + port + " of this machine. Choose another port.");
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void handle(
      HttpExchange exchange, WebhookReceiver receiver, Consumer<WebhookEvent> handler)
      throws IOException {
    try {
      switch (exchange.getRequestMethod()) {
        case "GET" -> {
          String json = receiver.respondToChallenge(exchange.getRequestURI().getRawQuery());
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        }
        case "POST" -> {
          receiver.receive(
              exchange.getRequestHeaders().getFirst(WebhookReceiver.SIGNATURE_HEADER),
              exchange.getRequestHeaders().getFirst(WebhookReceiver.TIMESTAMP_HEADER),
              exchange.getRequestBody(),
              handler);
          exchange.sendResponseHeaders(204, -1);
        }
        default -> exchange.sendResponseHeaders(405, -1);
      }
    } catch (WebhookRejectedException e) {
      exchange.sendResponseHeaders(e.status(), -1);
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
