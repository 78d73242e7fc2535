// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
  /** More than a page of Oura's has: not more is allocated only because a header says so. */
  private static final int MAX_EXPECTED = 1 << 20;

  private final int limit;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private byte[] collected = {};
  private int size;
  private @Nullable Subscription subscription;
  private volatile long lastProgress = System.nanoTime();

  BodyCollector(int limit) {
    this.limit = limit;
  }

  /** Allocates as much memory as the body needs, so that it need not be copied to grow. */
  @Override
  public BodySubscriber<byte[]> apply(ResponseInfo response) {
    long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
    collected = new byte[(int) Math.max(0, Math.min(length, Math.min(limit, MAX_EXPECTED)))];
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
    for (ByteBuffer buffer : buffers) {
      int length = buffer.remaining();
      if (length > limit - size) {
        if (subscription != null) {
          subscription.cancel();
        }
        result.completeExceptionally(new ResponseTooLargeException(limit));
        return;
      }
      ensureCapacity(size + length);
      buffer.get(collected, size, length);
      size += length;
    }
  }

  private void ensureCapacity(int capacity) {
    if (capacity > collected.length) {
      long doubled = Math.min(2L * collected.length, limit);
      collected = Arrays.copyOf(collected, (int) Math.max(doubled, capacity));
    }
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(size == collected.length ? collected : Arrays.copyOf(collected, size));
  }
}
