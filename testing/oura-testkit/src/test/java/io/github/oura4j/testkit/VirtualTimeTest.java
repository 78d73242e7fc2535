// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final long start = time.nanoTime();

  private Duration elapsed() {
    return Duration.ofNanos(time.nanoTime() - start);
  }

  @Test
  void nanoTime_withoutAnAdvance_standsStill() {
    assertThat(elapsed()).isZero();
  }

  @Test
  void advance_beyondTheLargestLong_keepsDifferencesRight() {
    time.advance(Duration.ofHours(1));

    assertThat(time.nanoTime()).isNegative();
    assertThat(elapsed()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void await_whileTheLatchIsClosed_advancesByTheTimeout() throws Exception {
    assertThat(time.await(new CountDownLatch(1), Duration.ofMinutes(2))).isFalse();

    assertThat(elapsed()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void await_whenTheLatchIsOpen_returnsTrue() throws Exception {
    assertThat(time.await(new CountDownLatch(0), Duration.ofMinutes(2))).isTrue();
  }

  @Test
  void await_onAnInterruptedThread_throwsInterruptedException() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> time.await(new CountDownLatch(1), Duration.ofMinutes(2)))
        .isInstanceOf(InterruptedException.class);
    assertThat(elapsed()).isZero();
  }
}
