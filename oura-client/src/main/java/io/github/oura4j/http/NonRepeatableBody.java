// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, possibly empty, that the JDK can send only once. It also knows whether the
 * request was sent.
 *
 * <p>The JDK sends a GET a second time if the server closes the connection without a response, and
 * no setting turns that off. In this library, the retry policy decides about retries: it counts
 * attempts and waits between them. The JDK calls {@link #contentLength} once each time it sends a
 * request, so this class fails the second call, and with it the second sending.
 *
 * <p>A request counts as sent:
 *
 * <ul>
 *   <li>with a body, when the JDK requests the bytes of the body. It does so after the TLS
 *       handshake and after it has written the headers, without which no server processes the
 *       request.
 *   <li>without a body, when the JDK calls {@link #contentLength}, right before it writes the
 *       headers. It also does so on a connection whose TLS handshake has failed, so a caller must
 *       look at the failure too: see {@link ExchangeFailure#isHandshakeFailure}.
 * </ul>
 */
final class NonRepeatableBody implements BodyPublisher {
  private enum State {
    NEW,
    WRITING_HEADERS,
    SENT,
    PREVENTED
  }

  private final BodyPublisher body;
  private final boolean isEmpty;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private volatile long sentAt;

  private NonRepeatableBody(BodyPublisher body) {
    this.body = body;
    this.isEmpty = body.contentLength() == 0;
  }

  static NonRepeatableBody of(byte @Nullable [] body) {
    return new NonRepeatableBody(
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
  }

  /** Returns the body of a request that is never sent. */
  static NonRepeatableBody prevented() {
    NonRepeatableBody body = of(null);
    body.preventSending();
    return body;
  }

  /** Returns the nanoseconds since the request was sent, or 0 if it was not sent yet. */
  long nanosSinceSent() {
    return state.get() == State.SENT ? System.nanoTime() - sentAt : 0;
  }

  /**
   * Prevents the request from being sent, if it was not sent yet.
   *
   * @return true if the request was not sent, and will not be; false if it was sent, at least in
   *     part
   */
  boolean preventSending() {
    return state.getAndUpdate(now -> now == State.SENT ? now : State.PREVENTED) != State.SENT;
  }

  @Override
  public long contentLength() {
    sentAt = System.nanoTime();
    if (!state.compareAndSet(State.NEW, isEmpty ? State.SENT : State.WRITING_HEADERS)) {
      throw new UncheckedIOException(notSentAgain());
    }
    return body.contentLength();
  }

  private static IOException notSentAgain() {
    return new IOException("the request was already sent, or given up");
  }

  /** Returns whether the bytes of the body may be sent. */
  private boolean startSending() {
    if (state.get() == State.WRITING_HEADERS) {
      sentAt = System.nanoTime();
      state.compareAndSet(State.WRITING_HEADERS, State.SENT);
    }
    return state.get() == State.SENT;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(new ObservedSubscriber(subscriber));
  }

  /** Observes when the first bytes of the body are requested. */
  private final class ObservedSubscriber implements Subscriber<ByteBuffer> {
    private final Subscriber<? super ByteBuffer> subscriber;

    ObservedSubscriber(Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long count) {
              if (startSending()) {
                subscription.request(count);
              } else {
                subscription.cancel();
                subscriber.onError(notSentAgain());
              }
            }

            @Override
            public void cancel() {
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(ByteBuffer bytes) {
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
}
