// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import io.github.oura4j.internal.util.Checks;
import io.github.oura4j.internal.util.HttpUrls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The default {@link Transport}, based on {@code java.net.http}.
 *
 * <p>It accepts HTTPS URLs, and plain HTTP URLs of loopback hosts. It never follows redirects,
 * requests gzip compression, applies its timeouts to the response body too, and limits the size of
 * the body.
 *
 * <p>Connections are reused by requests that read. Any other request, such as one that refreshes
 * tokens, is sent on a connection of its own, because a server may close an idle connection at any
 * time, and it would be unknown whether such a request was processed.
 *
 * <p>A response that arrived while the process was stopped, or its machine asleep, is returned even
 * if a timeout has elapsed meanwhile.
 *
 * <p>Safe for use by multiple threads.
 */
public final class JdkTransport implements Transport {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

  /** The number of threads that process what the HTTP clients of a transport receive. */
  private static final int MAX_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final HttpClients clients;
  private final Duration readTimeout;
  private final int maxBodyBytes;
  private final Map<BodyCollector, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Creates a transport.
   *
   * @param connectTimeout the maximum time to establish a connection
   * @param readTimeout the maximum time without a byte from the server, before and within the
   *     response, counted from when the request was sent
   * @param maxBodyBytes the maximum size of a decompressed body in bytes
   * @throws IllegalArgumentException if an argument is not positive, if a timeout is longer than
   *     365 days, or if the size is too large for an array
   */
  public JdkTransport(Duration connectTimeout, Duration readTimeout, int maxBodyBytes) {
    this.readTimeout = Checks.requirePositive(readTimeout, "readTimeout");
    this.maxBodyBytes = Checks.requireArraySize(maxBodyBytes, "maxBodyBytes");
    Checks.requirePositive(connectTimeout, "connectTimeout");
    this.clients = HttpClients.of(defaultSettings(connectTimeout));
  }

  /**
   * Creates a transport with a custom proxy, SSL context, executor or connect timeout.
   *
   * @param settings a builder with those settings, which must not be changed afterward. Its
   *     redirect policy, HTTP version and executor are overwritten: tasks that the given executor
   *     does not start soon, because its threads are waiting for responses themselves, run in other
   *     threads
   * @param readTimeout the maximum time without a byte from the server, before and within the
   *     response, counted from when the request was sent
   * @param maxBodyBytes the maximum size of a decompressed body in bytes
   * @throws IllegalArgumentException if an argument is not positive, if a timeout is longer than
   *     365 days, or if the size is too large for an array
   */
  public JdkTransport(HttpClient.Builder settings, Duration readTimeout, int maxBodyBytes) {
    Objects.requireNonNull(settings, "settings must not be null");
    this.readTimeout = Checks.requirePositive(readTimeout, "readTimeout");
    this.maxBodyBytes = Checks.requireArraySize(maxBodyBytes, "maxBodyBytes");
    this.clients = HttpClients.of(ownSettings(settings));
    clients
        .connectTimeout()
        .ifPresent(timeout -> Checks.requirePositive(timeout, "connectTimeout"));
  }

  /**
   * Returns the settings of a transport without custom ones. The JDK would wake up a thread, or
   * start one, to process each response, which takes longer than to parse a small response. A few
   * threads that are busy anyway process the next response without being woken up.
   */
  static HttpClient.Builder defaultSettings(Duration connectTimeout) {
    return ownSettings(HttpClient.newBuilder())
        .connectTimeout(connectTimeout)
        .executor(new FallbackExecutor(DaemonThreads.atMost(MAX_THREADS, "oura4j-http")));
  }

  private static HttpClient.Builder ownSettings(HttpClient.Builder settings) {
    return settings
        .followRedirects(HttpClient.Redirect.NEVER)
        // With HTTP/2, the JDK uses a single connection and fails requests beyond the server's
        // limit of concurrent streams. With HTTP/1.1, it opens another connection.
        .version(HttpClient.Version.HTTP_1_1);
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    if (closed) {
      throw new ConnectException("the transport is closed");
    }
    HttpUrls.check(request.uri());
    if (request.deadline().hasPassed()) {
      throw new ConnectException("the deadline of the call passed before the request was sent");
    }
    NonRepeatableBody requestBody = NonRepeatableBody.of(request.body());
    BodyCollector body = new BodyCollector(maxBodyBytes);
    CompletableFuture<HttpResponse<byte[]>> exchange = start(request, requestBody, body);
    HttpResponse<byte[]> response = await(exchange, request, requestBody, body);
    return new OuraResponse(
        response.statusCode(),
        response.headers().map(),
        ContentEncoding.decode(
            response.headers().allValues("content-encoding"), response.body(), maxBodyBytes));
  }

  /**
   * Starts an exchange. A server can close an idle connection at the moment at which the next
   * request is sent on it. Only a request that reads is sent again then, so others do not take that
   * risk.
   */
  private CompletableFuture<HttpResponse<byte[]>> start(
      OuraRequest request, NonRepeatableBody requestBody, BodyCollector body) throws IOException {
    HttpRequest httpRequest = toHttpRequest(request, requestBody);
    try {
      return SAFE_METHODS.contains(request.method())
          ? clients.send(httpRequest, body)
          : clients.sendOnNewConnection(httpRequest, body);
    } catch (UncheckedIOException e) {
      throw ExchangeFailure.notStarted(e);
    }
  }

  private static HttpRequest toHttpRequest(OuraRequest request, NonRepeatableBody body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri()).method(request.method(), body);
    request.headers().forEach(builder::setHeader);
    return builder.setHeader("Accept-Encoding", "gzip").build();
  }

  /**
   * Waits for the response, and cancels the exchange when the read timeout or the time that is left
   * for this attempt has elapsed. The read timeout is counted from when the request was sent: the
   * JDK itself enforces the connect timeout before that.
   */
  private HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> exchange,
      OuraRequest request,
      NonRepeatableBody requestBody,
      BodyCollector body)
      throws IOException, InterruptedException {
    Duration timeLeft = request.timeLeft();
    Duration maxSilence = request.readTimeout().orElse(readTimeout);
    ResponseTimer timer = new ResponseTimer(timeLeft, maxSilence, Ticker.system());
    try {
      inFlight.put(body, exchange);
      if (closed) {
        throw new CancellationException();
      }
      while (true) {
        long wait =
            timer.nextWait(Math.min(requestBody.nanosSinceSent(), body.nanosSinceProgress()));
        if (wait <= 0 && !exchange.isDone()) {
          throw timeout(timer.isOver() ? timeLeft : null, maxSilence, requestBody);
        }
        try {
          return exchange.get(wait, TimeUnit.NANOSECONDS);
        } catch (TimeoutException stillWaiting) {
          // The next iteration finds out whether a timeout has elapsed or bytes have arrived.
        }
      }
    } catch (ExecutionException | CancellationException e) {
      boolean isUnsent =
          requestBody.preventSending() || ExchangeFailure.isHandshakeFailure(e.getCause());
      if (closed) {
        throw isUnsent
            ? new ConnectException("the transport was closed before the request was sent")
            : new IOException("the transport was closed before the response was received");
      }
      throw isUnsent ? ExchangeFailure.notSent(e.getCause()) : ExchangeFailure.sent(e.getCause());
    } finally {
      inFlight.remove(body);
      exchange.cancel(true);
    }
  }

  /**
   * Returns the failure of an attempt that has taken too long.
   *
   * @param timeLeft the time that the attempt had, or null if the server was silent for too long
   */
  private static IOException timeout(
      @Nullable Duration timeLeft, Duration maxSilence, NonRepeatableBody requestBody) {
    if (timeLeft == null) {
      return new IOException("no byte received for " + maxSilence.toMillis() + " ms");
    }
    return requestBody.preventSending()
        ? new ConnectException("no connection within " + timeLeft.toMillis() + " ms")
        : new IOException("no complete response within " + timeLeft.toMillis() + " ms");
  }

  /**
   * Fails the calls that are in flight, and all later ones, and closes the connections. Threads
   * that are idle end some seconds later.
   */
  @Override
  public void close() {
    closed = true;
    inFlight.values().forEach(exchange -> exchange.cancel(true));
    clients.close();
  }

  @Override
  public String toString() {
    return "JdkTransport";
  }
}
