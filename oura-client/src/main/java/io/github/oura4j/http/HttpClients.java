// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.lang.ref.WeakReference;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
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
 *
 * <p>{@link HttpClient} can be closed since Java 21; on older versions, its threads and connections
 * remain until it is garbage collected. Therefore clients are used again, and on those versions
 * transports with the default settings share theirs.
 */
final class HttpClients {
  private static final boolean CLOSEABLE = AutoCloseable.class.isAssignableFrom(HttpClient.class);

  /** The number of idle clients that are kept for requests on new connections. */
  private static final int MAX_IDLE = 4;

  /** The time to discard a connection, which usually is there and takes no time. */
  private static final Duration DISCARD_TIMEOUT = Duration.ofSeconds(10);

  private static final Map<DefaultSettings, WeakReference<HttpClients>> SHARED =
      new ConcurrentHashMap<>();

  private final Supplier<HttpClient> factory;
  private final boolean shared;
  private final HttpClient reusing;
  private final ConcurrentLinkedDeque<HttpClient> withoutConnection = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /** The settings of transports that may share their HTTP clients. */
  private record DefaultSettings(
      Duration connectTimeout, @Nullable ProxySelector proxy, SSLContext tls) {}

  private HttpClients(Supplier<HttpClient> factory, boolean shared) {
    this.factory = factory;
    this.shared = shared;
    this.reusing = factory.get();
  }

  /**
   * Returns clients with settings of their own.
   *
   * @param settings the settings, which must not be changed afterward
   */
  static HttpClients of(HttpClient.Builder settings) {
    HttpClients clients = new HttpClients(settings::build, false);
    return clients.reusing.executor().isEmpty() ? clients : clients.withFallback(settings);
  }

  /**
   * Replaces clients by others, whose executor has a fallback. A builder does not tell its
   * executor, only a client does, so one client was created in vain. On Java 17, it remains until
   * it is garbage collected.
   */
  private HttpClients withFallback(HttpClient.Builder settings) {
    Executor preferred = reusing.executor().orElseThrow();
    if (preferred instanceof FallbackExecutor) {
      return this;
    }
    close();
    return of(settings.executor(new FallbackExecutor(preferred)));
  }

  /**
   * Returns clients with the default settings, which are shared if they cannot be closed. They are
   * referenced weakly: when no transport uses them anymore, they may be garbage collected.
   *
   * @param settings creates a builder with the default settings
   */
  static HttpClients withDefaults(Duration connectTimeout, Supplier<HttpClient.Builder> settings) {
    if (CLOSEABLE) {
      return of(settings.get());
    }
    DefaultSettings key =
        new DefaultSettings(connectTimeout, ProxySelector.getDefault(), defaultTls());
    while (true) {
      HttpClients existing =
          SHARED
              .computeIfAbsent(
                  key, any -> new WeakReference<>(new HttpClients(settings.get()::build, true)))
              .get();
      if (existing != null) {
        return existing;
      }
      SHARED.values().removeIf(reference -> reference.refersTo(null));
    }
  }

  private static SSLContext defaultTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java's default TLS settings cannot be used.");
    }
  }

  /** Returns the number of idle clients that are kept for requests on new connections. */
  int idle() {
    return withoutConnection.size();
  }

  Optional<Duration> connectTimeout() {
    return reusing.connectTimeout();
  }

  /**
   * Sends a request on a connection that other requests may have used before.
   *
   * @return the exchange, which is completed without another thread: see {@link DirectResponse}
   */
  <T> CompletableFuture<HttpResponse<T>> send(HttpRequest request, BodyHandler<T> handler) {
    return DirectResponse.send(reusing, request, handler);
  }

  /** Sends a request on a new connection, which no other request uses afterward. */
  <T> CompletableFuture<HttpResponse<T>> sendOnNewConnection(
      HttpRequest request, BodyHandler<T> handler) {
    HttpClient idle = withoutConnection.pollFirst();
    HttpClient client = idle == null ? factory.get() : idle;
    CompletableFuture<HttpResponse<T>> exchange = client.sendAsync(request, handler);
    CompletableFuture<?> unused =
        exchange.whenComplete((response, failure) -> release(client, request.uri(), response));
    return exchange;
  }

  /**
   * Makes a client available again whose connection is closed. After a failure, the state of its
   * connection is not known, so the client is not used anymore.
   */
  private void release(HttpClient client, URI uri, @Nullable HttpResponse<?> response) {
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
  private void discardConnection(HttpClient client, URI uri) {
    HttpRequest refusing =
        HttpRequest.newBuilder(uri)
            .method("POST", NonRepeatableBody.prevented())
            .timeout(DISCARD_TIMEOUT)
            .build();
    CompletableFuture<?> unused =
        client
            .sendAsync(refusing, BodyHandlers.discarding())
            .whenComplete((response, refusal) -> makeAvailable(client));
  }

  private void makeAvailable(HttpClient client) {
    withoutConnection.addFirst(client);
    boolean isSurplus = closed || withoutConnection.size() > MAX_IDLE;
    if (isSurplus && withoutConnection.remove(client)) {
      closeInBackground(client);
    }
  }

  /** Closes a client in another thread: its own threads, which it waits for, cannot close it. */
  private static void closeInBackground(HttpClient client) {
    if (!CLOSEABLE) {
      return;
    }
    Thread thread = new Thread(() -> close(client), "oura4j-close");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(HttpClient client) {
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("The HTTP client could not be closed.");
      }
    }
  }

  /** Closes the clients, unless other transports share them. Their exchanges must have ended. */
  void close() {
    if (shared) {
      return;
    }
    closed = true;
    close(reusing);
    for (HttpClient client = withoutConnection.poll();
        client != null;
        client = withoutConnection.poll()) {
      close(client);
    }
  }
}
