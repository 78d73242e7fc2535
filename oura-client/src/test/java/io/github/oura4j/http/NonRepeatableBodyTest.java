// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class NonRepeatableBodyTest {
  private final NonRepeatableBody post = NonRepeatableBody.of(new byte[] {1, 2});
  private final List<String> events = new ArrayList<>();
  private Subscription subscription;

  private final Subscriber<ByteBuffer> jdk =
      new Subscriber<>() {
        @Override
        public void onSubscribe(Subscription newSubscription) {
          subscription = newSubscription;
        }

        @Override
        public void onNext(ByteBuffer bytes) {
          events.add(bytes.remaining() + " bytes");
        }

        @Override
        public void onError(Throwable failure) {
          events.add("error");
        }

        @Override
        public void onComplete() {
          events.add("complete");
        }
      };

  /** The JDK writes headers even if the TLS handshake has failed. */
  @Test
  void preventSending_whenOnlyTheHeadersWereWritten_preventsTheBody() {
    assertThat(post.contentLength()).isEqualTo(2);
    post.subscribe(jdk);

    assertThat(post.preventSending()).isTrue();
    subscription.request(1);

    assertThat(events).containsExactly("error");
    assertThat(post.nanosSinceSent()).isZero();
  }

  @Test
  void preventSending_onceTheBodyWasRequested_saysThatItWasSent() {
    post.contentLength();
    post.subscribe(jdk);
    subscription.request(1);

    assertThat(post.preventSending()).isFalse();

    subscription.request(1);
    assertThat(events).containsExactly("2 bytes", "complete");
    assertThat(post.nanosSinceSent()).isPositive();
  }

  @Test
  void preventSending_ofARequestWithoutBody_dependsOnItsHeaders() {
    NonRepeatableBody get = NonRepeatableBody.of(null);
    get.contentLength();

    assertThat(get.preventSending()).isFalse();
    assertThat(NonRepeatableBody.of(null).preventSending()).isTrue();
  }

  @Test
  void contentLength_whenCalledAgainOrPrevented_fails() {
    post.contentLength();

    for (NonRepeatableBody body : List.of(post, NonRepeatableBody.prevented())) {
      assertThatThrownBy(body::contentLength).isInstanceOf(UncheckedIOException.class);
    }
  }
}
