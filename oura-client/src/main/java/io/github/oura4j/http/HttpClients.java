// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP clients of a transport: one whose connections are reused, and those that send each
 * request on a new connection.
 *
 * <p>A server may close an idle connection at the moment at which the next request is sent on it.
 * Then nobody knows whether the server has processed that request. This does not matter for a
 * request that only reads, but a refresh token, for example, would be lost. The JDK cannot be told
 * to open a new connection. So each request that needs one has an HTTP client to itself, whose
 * connection is discarded after the response.
 */
final class HttpClients {
  /** The number of idle clients that are kept for requests on new connections. */
  private static final int MAX_IDLE = 4;

  /** The time to discard a connection, which usually is there and takes no time. */
  private static final Duration DISCARD_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient.Builder settings;
  private final CloseableClient reusing;
  private final ConcurrentLinkedDeque<CloseableClient> withoutConnection =
      new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  private HttpClients(HttpClient.Builder settings) {
    this.settings = settings;
    this.reusing = CloseableClient.build(settings);
  }

  /**
   * Returns clients with settings of their own.
   *
   * @param settings the settings, which must not be changed afterward
   */
  static HttpClients of(HttpClient.Builder settings) {
    HttpClients clients = new HttpClients(settings);
    Optional<Executor> executor = clients.reusing.get().executor();
    return executor.isEmpty() ? clients : clients.withFallback(executor.get());
  }

  /**
   * Replaces clients by others, whose executor has a fallback. A builder does not tell its
   * executor, only a client does, so one client was created in vain.
   */
  private HttpClients withFallback(Executor preferred) {
    if (preferred instanceof FallbackExecutor) {
      return this;
    }
    close();
    return of(settings.executor(new FallbackExecutor(preferred)));
  }

  /** Returns the number of idle clients that are kept for requests on new connections. */
  int idle() {
    return withoutConnection.size();
  }

  Optional<Duration> connectTimeout() {
    return reusing.get().connectTimeout();
  }

  /**
   * Sends a request on a connection that other requests may have used before.
   *
   * @return the exchange, which is completed without another thread: see {@link DirectResponse}
   */
  <T> CompletableFuture<HttpResponse<T>> send(HttpRequest request, BodyHandler<T> handler) {
    return DirectResponse.send(reusing.get(), request, handler);
  }

  /** Sends a request on a new connection, which no other request uses afterward. */
  <T> CompletableFuture<HttpResponse<T>> sendOnNewConnection(
      HttpRequest request, BodyHandler<T> handler) {
    CloseableClient idle = withoutConnection.pollFirst();
    CloseableClient client = idle == null ? CloseableClient.build(settings) : idle;
    CompletableFuture<HttpResponse<T>> exchange = client.get().sendAsync(request, handler);
    CompletableFuture<?> unused =
        exchange.whenComplete((response, failure) -> release(client, request.uri(), response));
    return exchange;
  }

  /**
   * Makes a client available again whose connection is closed. After a failure, the state of its
   * connection is not known, so the client is not used anymore.
   */
  private void release(CloseableClient client, URI uri, @Nullable HttpResponse<?> response) {
    if (response == null || closed) {
      closeInBackground(client);
    } else if ("close".equalsIgnoreCase(response.headers().firstValue("Connection").orElse(""))) {
      makeAvailable(client);
    } else {
      discardConnection(client, uri);
    }
  }

  /**
   * Closes the connection that a client may keep, and makes the client available again.
   *
   * <p>Another request takes the idle connection, and then refuses to be sent, whereupon the JDK
   * closes the connection. If there is none anymore, the JDK opens one and closes it.
   */
  private void discardConnection(CloseableClient client, URI uri) {
    HttpRequest refusing =
        HttpRequest.newBuilder(uri)
            .method("POST", NonRepeatableBody.prevented())
            .timeout(DISCARD_TIMEOUT)
            .build();
    CompletableFuture<?> unused =
        client
            .get()
            .sendAsync(refusing, BodyHandlers.discarding())
            .whenComplete((response, refusal) -> makeAvailable(client));
  }

  private void makeAvailable(CloseableClient client) {
    withoutConnection.addFirst(client);
    boolean isSurplus = closed || withoutConnection.size() > MAX_IDLE;
    if (isSurplus && withoutConnection.remove(client)) {
      closeInBackground(client);
    }
  }

  /** Closes a client in another thread: its own threads, which it waits for, cannot close it. */
  private static void closeInBackground(CloseableClient client) {
    Thread thread = new Thread(client::close, "oura4j-close");
    thread.setDaemon(true);
    thread.start();
  }

  /** Closes the clients. Their exchanges must have ended. */
  void close() {
    closed = true;
    reusing.close();
    for (CloseableClient client = withoutConnection.poll();
        client != null;
        client = withoutConnection.poll()) {
      client.close();
    }
  }
}
