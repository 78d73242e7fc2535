// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import io.github.oura4j.internal.util.Checks;
import io.github.oura4j.internal.util.HttpUrls;
import io.github.oura4j.internal.util.RedactedCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The default {@link Transport}, based on {@code java.net.http}.
 *
 * <p>It accepts HTTPS URLs, and plain HTTP URLs of loopback hosts. It never follows redirects,
 * requests gzip compression, applies its timeouts to the response body too, and limits the size of
 * the body.
 *
 * <p>Safe for use by multiple threads, which share one connection pool.
 */
public final class JdkTransport implements Transport {
  private final HttpClient client;
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
    this(
        HttpClient.newBuilder()
            .connectTimeout(Checks.requirePositive(connectTimeout, "connectTimeout")),
        readTimeout,
        maxBodyBytes);
  }

  /**
   * Creates a transport with a custom proxy, SSL context, executor or connect timeout.
   *
   * @param settings a builder with those settings. Its redirect policy and its HTTP version are
   *     overwritten
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
    this.client =
        settings
            .followRedirects(HttpClient.Redirect.NEVER)
            // With HTTP/2, the JDK uses a single connection and fails requests beyond the server's
            // limit of concurrent streams. With HTTP/1.1, it opens another connection.
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    client.connectTimeout().ifPresent(timeout -> Checks.requirePositive(timeout, "connectTimeout"));
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    if (closed) {
      throw new IllegalStateException("This client is closed. Create a new one.");
    }
    HttpUrls.check(request.uri());
    if (request.deadline().hasPassed()) {
      throw new ConnectException("the deadline of the call passed before the request was sent");
    }
    SendOnceBody requestBody = SendOnceBody.of(request.body());
    BodyCollector body = new BodyCollector(maxBodyBytes);
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(toHttpRequest(request, requestBody), info -> body);
    HttpResponse<byte[]> response = await(exchange, request, requestBody, body);
    return new OuraResponse(
        response.statusCode(),
        response.headers().map(),
        ContentEncoding.decode(
            response.headers().allValues("content-encoding"), response.body(), maxBodyBytes));
  }

  private static HttpRequest toHttpRequest(OuraRequest request, SendOnceBody body) {
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
      SendOnceBody requestBody,
      BodyCollector body)
      throws IOException, InterruptedException {
    Duration timeLeft = request.timeLeft();
    Duration maxSilence = request.readTimeout().orElse(readTimeout);
    Deadline endOfAttempt = Deadline.after(timeLeft, Ticker.system());
    try {
      inFlight.put(body, exchange);
      if (closed) {
        throw new CancellationException();
      }
      while (true) {
        long untilEnd = endOfAttempt.remaining().toNanos();
        long untilReadTimeout =
            maxSilence.toNanos()
                - Math.min(requestBody.nanosSinceSent(), body.nanosSinceProgress());
        if (untilEnd <= 0) {
          throw requestBody.preventSending()
              ? new ConnectException("no connection within " + timeLeft.toMillis() + " ms")
              : new IOException("no complete response within " + timeLeft.toMillis() + " ms");
        }
        if (untilReadTimeout <= 0) {
          throw new IOException("no byte received for " + maxSilence.toMillis() + " ms");
        }
        try {
          return exchange.get(Math.min(untilEnd, untilReadTimeout), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stillWaiting) {
          // The next iteration finds out whether a timeout has elapsed or bytes have arrived.
        }
      }
    } catch (ExecutionException | CancellationException e) {
      if (closed) {
        throw new IOException("the client was closed before the response was received");
      }
      boolean isUnsent = requestBody.preventSending() || isHandshakeFailure(e.getCause());
      throw isUnsent ? notSent(e.getCause()) : sent(e.getCause());
    } finally {
      inFlight.remove(body);
      exchange.cancel(true);
    }
  }

  /**
   * Translates a failure that happened before the request was sent. Here and in {@link #sent}, the
   * cause is redacted: messages of the JDK can contain host names and bytes of the response.
   */
  private static IOException notSent(@Nullable Throwable failure) {
    return withCause(notSentFor(failure), failure);
  }

  private static IOException notSentFor(@Nullable Throwable failure) {
    if (failure instanceof HttpConnectTimeoutException) {
      return new ConnectException("no connection within the connect timeout");
    }
    if (failure instanceof ConnectException) {
      return new ConnectException(
          hasCause(failure, UnresolvedAddressException.class::isInstance)
              ? "the host is unknown"
              : "the connection was refused");
    }
    if (isCausedByCertificate(failure)) {
      return new SSLPeerUnverifiedException(
          "the server's certificate is not trusted or does not match the host name");
    }
    if (hasCause(failure, JdkTransport::isPlainText)) {
      return new SSLPeerUnverifiedException(
          "the server does not use TLS on this port, so its identity is unknown");
    }
    if (failure instanceof SSLException || isHandshakeFailure(failure)) {
      return new ConnectException("the TLS handshake failed");
    }
    return new ConnectException("the connection was lost before the request was sent");
  }

  /** Translates a failure that happened after the request was sent, at least in part. */
  private static IOException sent(@Nullable Throwable failure) {
    if (failure instanceof ResponseTooLargeException tooLarge) {
      return tooLarge;
    }
    if (failure instanceof SSLException) {
      return withCause(new SSLException("the TLS connection failed"), failure);
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return withCause(
          new IOException("the connection was lost before the response was complete"), failure);
    }
    return withCause(new IOException("the exchange failed"), failure);
  }

  private static IOException withCause(IOException translated, @Nullable Throwable original) {
    translated.initCause(RedactedCause.of(original));
    return translated;
  }

  /**
   * Returns whether a TLS handshake failed because of the certificate. Other security exceptions do
   * not count: a corrupted TLS record causes one, too.
   */
  private static boolean isCausedByCertificate(@Nullable Throwable failure) {
    return hasCause(failure, SSLHandshakeException.class::isInstance)
        && hasCause(
            failure,
            cause ->
                cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof CertPathValidatorException);
  }

  /**
   * Returns whether the TLS handshake failed, so the server did not process the request even if
   * {@link SendOnceBody} counts it as sent. The JDK also starts to send a request when a handshake
   * ends early: always if the server closes the connection during the handshake, and sometimes, by
   * a race, if the handshake fails in another way.
   *
   * <p>A failure after the handshake, such as a corrupted record, is not an {@link
   * SSLHandshakeException}. For a server that does not use TLS, the JDK has no exception type, only
   * a message, which it uses for nothing but the first record of a connection. If a JDK changes
   * that message, the request merely counts as sent again.
   */
  private static boolean isHandshakeFailure(@Nullable Throwable failure) {
    return hasCause(failure, cause -> cause instanceof SSLHandshakeException || isPlainText(cause));
  }

  private static boolean isPlainText(Throwable failure) {
    return failure instanceof SSLException
        && String.valueOf(failure.getMessage()).startsWith("Unrecognized SSL message");
  }

  private static boolean hasCause(@Nullable Throwable failure, Predicate<Throwable> condition) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (condition.test(cause)) {
        return true;
      }
    }
    return false;
  }

  /** Fails the calls that are in flight, and closes the connections. */
  @Override
  public void close() {
    closed = true;
    inFlight.values().forEach(exchange -> exchange.cancel(true));
    // HttpClient implements AutoCloseable since Java 21; on older versions, it is closed when it is
    // garbage collected.
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("The HTTP client could not be closed.");
      }
    }
  }

  @Override
  public String toString() {
    return "JdkTransport";
  }
}
