// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Completes an exchange as soon as its body is complete, in the HTTP client's own thread.
 *
 * <p>Otherwise the JDK hands the response over to a thread of the common pool, or even starts a
 * thread for it if the machine has only one or two processors. That takes longer than all the rest
 * of a small request. The JDK does not hand over an exchange that is already complete.
 *
 * <p>The JDK has returned the connection for use by the next request before a body is complete.
 *
 * @param <T> the type of the body
 */
final class DirectResponse<T> implements BodyHandler<T> {
  private final HttpRequest request;
  private final BodyHandler<T> handler;
  private volatile @Nullable CompletableFuture<HttpResponse<T>> exchange;

  private DirectResponse(HttpRequest request, BodyHandler<T> handler) {
    this.request = request;
    this.handler = handler;
  }

  /**
   * Sends a request.
   *
   * @return the exchange, which completes usually in a thread of the HTTP client, so a dependent
   *     action must not block
   */
  static <T> CompletableFuture<HttpResponse<T>> send(
      HttpClient client, HttpRequest request, BodyHandler<T> handler) {
    DirectResponse<T> response = new DirectResponse<>(request, handler);
    CompletableFuture<HttpResponse<T>> exchange = client.sendAsync(request, response);
    // If the body is complete before this line, the JDK completes the exchange.
    response.exchange = exchange;
    return exchange;
  }

  @Override
  public BodySubscriber<T> apply(ResponseInfo info) {
    return new Subscriber(info, handler.apply(info));
  }

  private T complete(ResponseInfo info, T body) {
    CompletableFuture<HttpResponse<T>> completed = exchange;
    if (completed != null) {
      completed.complete(new Received<>(request, info, body));
    }
    return body;
  }

  /** Passes everything on, and completes the exchange before the JDK learns of the body. */
  private final class Subscriber implements BodySubscriber<T> {
    private final ResponseInfo info;
    private final BodySubscriber<T> subscriber;

    Subscriber(ResponseInfo info, BodySubscriber<T> subscriber) {
      this.info = info;
      this.subscriber = subscriber;
    }

    @Override
    public CompletionStage<T> getBody() {
      return subscriber.getBody().thenApply(body -> complete(info, body));
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
      subscriber.onNext(bytes);
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }

  private record Received<T>(HttpRequest request, ResponseInfo info, T body)
      implements HttpResponse<T> {
    @Override
    public int statusCode() {
      return info.statusCode();
    }

    @Override
    public HttpHeaders headers() {
      return info.headers();
    }

    @Override
    public HttpClient.Version version() {
      return info.version();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    /** The request and the body contain personal data. */
    @Override
    public String toString() {
      return "HTTP " + statusCode();
    }
  }
}
