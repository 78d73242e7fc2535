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
 * A body that is sent once, and knows when. The JDK's client sends a GET again by itself when the
 * server hangs up without a word; whether to repeat is for the retry to decide, which counts and
 * waits. The client asks for the length once each time that it writes a head, not before there is a
 * connection, and there is no setting to ask it not to.
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

  /** Returns how long ago the request was sent, in nanoseconds; 0 as long as it was not. */
  long nanosSinceSent() {
    return sent.get() ? System.nanoTime() - sentAt : 0;
  }

  /**
   * Sees to it that the request is not sent any more.
   *
   * @return whether that was in time: nothing was sent, and nothing will be
   */
  boolean withdraw() {
    return !sent.getAndSet(true);
  }

  @Override
  public long contentLength() {
    sentAt = System.nanoTime();
    if (sent.getAndSet(true)) {
      throw new UncheckedIOException(new IOException("the request was sent already"));
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
