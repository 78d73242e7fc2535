// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import io.github.oura4j.internal.util.Checks;
import io.github.oura4j.internal.util.HttpUrls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The usual transport, over {@code java.net.http}. It speaks HTTPS, and plain HTTP to this machine
 * only; it follows no redirect; it asks for gzip; its time-outs hold for the body too; it reads no
 * more than a set number of bytes.
 *
 * <p>Safe across threads; one instance shares its connections among all of them.
 */
public final class JdkTransport implements Transport {
  private final HttpClient client;
  private final Duration readTimeout;
  private final int maxBodyBytes;
  private final Map<BodyCollector, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Makes a transport.
   *
   * @param connectTimeout how long a connection may take to come about
   * @param readTimeout how long the server may stay silent before and within an answer, once the
   *     request was sent
   * @param maxBodyBytes the largest body, decompressed, that is read
   * @throws IllegalArgumentException if one of them is not positive, or too large to reckon with
   */
  public JdkTransport(Duration connectTimeout, Duration readTimeout, int maxBodyBytes) {
    this(
        HttpClient.newBuilder().connectTimeout(Checks.check(connectTimeout, "connectTimeout")),
        readTimeout,
        maxBodyBytes);
  }

  /**
   * Makes a transport with a proxy, a TLS context, an executor or a connect time-out of one's own.
   *
   * @param settings those settings; redirects and the version of HTTP are decided here
   * @param readTimeout how long the server may stay silent before and within an answer, once the
   *     request was sent
   * @param maxBodyBytes the largest body, decompressed, that is read
   * @throws IllegalArgumentException if one of them is not positive, or too large to reckon with
   */
  public JdkTransport(HttpClient.Builder settings, Duration readTimeout, int maxBodyBytes) {
    Objects.requireNonNull(settings, "settings must not be null");
    this.readTimeout = Checks.check(readTimeout, "readTimeout");
    this.maxBodyBytes = Checks.check(maxBodyBytes, "maxBodyBytes");
    this.client =
        settings
            .followRedirects(HttpClient.Redirect.NEVER)
            // One HTTP/2 connection refuses calls beyond the server's stream limit; HTTP/1.1 opens
            // another.
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    client.connectTimeout().ifPresent(timeout -> Checks.check(timeout, "connectTimeout"));
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    if (closed) {
      throw new IllegalStateException("This client is closed. Make a new one.");
    }
    HttpUrls.check(request.uri());
    SendOnceBody requestBody = SendOnceBody.of(request.body());
    BodyCollector body = new BodyCollector(maxBodyBytes);
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(translate(request, requestBody), info -> body);
    HttpResponse<byte[]> answer = await(exchange, requestBody, body, request.timeout());
    return new OuraResponse(
        answer.statusCode(),
        answer.headers().map(),
        ContentEncoding.decode(
            answer.headers().allValues("content-encoding"), answer.body(), maxBodyBytes));
  }

  private static HttpRequest translate(OuraRequest request, SendOnceBody body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri()).method(request.method(), body);
    request.headers().forEach(builder::setHeader);
    return builder.setHeader("Accept-Encoding", "gzip").build();
  }

  /**
   * Waits as long as bytes keep coming, within the time of the whole call; gives up the exchange
   * otherwise. Silence begins when the request was sent: how long a connection may take is another
   * setting, which the JDK sees to.
   */
  private HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> exchange,
      SendOnceBody request,
      BodyCollector body,
      Duration callTimeout)
      throws IOException, InterruptedException {
    try {
      long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(callTimeout);
      underWay.put(body, exchange);
      if (closed) {
        throw new CancellationException();
      }
      while (true) {
        long untilDeadline = deadline - System.nanoTime();
        long untilSilent =
            readTimeout.toNanos() - Math.min(request.nanosSinceSent(), body.nanosSinceProgress());
        if (untilDeadline <= 0) {
          throw request.withdraw()
              ? new ConnectException("no connection within " + callTimeout.toMillis() + " ms")
              : new IOException("no whole answer within " + callTimeout.toMillis() + " ms");
        }
        if (untilSilent <= 0) {
          throw new IOException("no byte for " + readTimeout.toMillis() + " ms");
        }
        try {
          return exchange.get(Math.min(untilDeadline, untilSilent), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stillWaiting) {
          // Either a limit is reached, which the next turn tells, or something moved meanwhile.
        }
      }
    } catch (ExecutionException | CancellationException e) {
      if (closed) {
        throw new IOException("the client was closed before the answer came");
      }
      throw request.withdraw() ? unsent(e.getCause()) : unanswered(e.getCause());
    } finally {
      underWay.remove(body);
      exchange.cancel(true);
    }
  }

  /**
   * Names a failure before the request was sent. Messages of the JDK may name hosts, and causes may
   * hold bytes of the answer: only the kind of failure goes on, here and below.
   */
  private static IOException unsent(@Nullable Throwable failure) {
    if (failure instanceof HttpConnectTimeoutException) {
      return new ConnectException("no connection in time");
    }
    if (failure instanceof ConnectException) {
      return new ConnectException("connection refused or host unknown");
    }
    if (failure instanceof SSLHandshakeException && isAboutACertificate(failure)) {
      return new SSLPeerUnverifiedException(
          "the certificate is not trusted or does not fit the host");
    }
    if (failure instanceof SSLException) {
      return new ConnectException("the TLS handshake failed");
    }
    return new ConnectException("the connection broke before the request was sent");
  }

  /** Names a failure after the request was sent. */
  private static IOException unanswered(@Nullable Throwable failure) {
    if (failure instanceof ResponseTooLargeException tooLarge) {
      return tooLarge;
    }
    if (failure instanceof SSLException) {
      return new SSLException("the TLS connection failed");
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return new IOException("the connection broke before the answer was whole");
    }
    return new IOException("the exchange failed");
  }

  /** Tells whether a certificate is to blame. A damaged record is a matter of security, too. */
  private static boolean isAboutACertificate(Throwable failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException
          || cause instanceof CertPathBuilderException
          || cause instanceof CertPathValidatorException) {
        return true;
      }
    }
    return false;
  }

  /** Ends the calls that are under way, each with an error, and releases the connections. */
  @Override
  public void close() {
    closed = true;
    underWay.values().forEach(exchange -> exchange.cancel(true));
    // HttpClient can be closed since Java 21; before, it goes with its last reference.
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("The HTTP client did not close.");
      }
    }
  }

  @Override
  public String toString() {
    return "JdkTransport";
  }
}
