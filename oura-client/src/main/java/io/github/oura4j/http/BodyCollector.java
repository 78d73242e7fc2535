// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Collects a response body in memory up to a size limit, and records when bytes last arrived, so
 * that the transport can enforce its read timeout.
 */
final class BodyCollector implements BodyHandler<byte[]>, BodySubscriber<byte[]> {
  private final int limit;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private BodyBuffer collected;
  private @Nullable Subscription subscription;
  private volatile long lastProgress = System.nanoTime();

  BodyCollector(int limit) {
    this.limit = limit;
    this.collected = new BodyBuffer(0, limit);
  }

  @Override
  public BodySubscriber<byte[]> apply(ResponseInfo response) {
    long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
    collected = new BodyBuffer(length, limit);
    return this;
  }

  /** Returns the nanoseconds since bytes last arrived, or since construction if none have. */
  long nanosSinceProgress() {
    return System.nanoTime() - lastProgress;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Subscription newSubscription) {
    lastProgress = System.nanoTime();
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    lastProgress = System.nanoTime();
    try {
      for (ByteBuffer buffer : buffers) {
        collected.add(buffer);
      }
    } catch (ResponseTooLargeException e) {
      if (subscription != null) {
        subscription.cancel();
      }
      result.completeExceptionally(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(collected.toArray());
  }
}
