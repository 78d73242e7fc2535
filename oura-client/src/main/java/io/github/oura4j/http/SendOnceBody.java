// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the JDK from silently sending a GET a second time: its {@code contentLength()} is called
 * once per transmission, so a second call fails.
 *
 * <p>{@code java.net.http} resends a GET on its own when the server closes the connection without a
 * response, and no setting turns that off. Retrying is the job of the retry policy, which counts
 * attempts and waits between them. The JDK calls {@code contentLength()} when it is about to write
 * the request's headers to an established connection, so the first call also marks the moment of
 * sending.
 */
final class SendOnceBody implements BodyPublisher {
  private final BodyPublisher body;
  private final AtomicBoolean sent = new AtomicBoolean();
  private volatile long sentAt;

  private SendOnceBody(BodyPublisher body) {
    this.body = body;
  }

  static SendOnceBody of(byte @Nullable [] body) {
    return new SendOnceBody(
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
  }

  /** Returns the nanoseconds since the request was sent, or 0 if it was not sent yet. */
  long nanosSinceSent() {
    return sent.get() ? System.nanoTime() - sentAt : 0;
  }

  /**
   * Prevents the request from being sent, if it was not sent yet.
   *
   * @return true if nothing was sent, and nothing will be; false if the request was already sent
   */
  boolean preventSending() {
    return !sent.getAndSet(true);
  }

  @Override
  public long contentLength() {
    sentAt = System.nanoTime();
    if (sent.getAndSet(true)) {
      throw new UncheckedIOException(new IOException("the request was already sent"));
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
