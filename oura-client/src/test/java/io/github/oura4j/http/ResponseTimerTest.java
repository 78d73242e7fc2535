// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResponseTimerTest {
  private static final Duration TIMEOUT = Duration.ofMillis(2500);
  private static final Duration MAX_SILENCE = Duration.ofSeconds(10);

  private final VirtualTime time = new VirtualTime();
  private final ResponseTimer timer = new ResponseTimer(TIMEOUT, MAX_SILENCE, time);

  private Duration nextWait(Duration silence) {
    return Duration.ofNanos(timer.nextWait(silence.toNanos()));
  }

  private Duration waitAndReturnNext(Duration wait) {
    time.pass(wait);
    return nextWait(Duration.ZERO);
  }

  @Test
  void nextWait_whileTimeIsLeft_isAtMostASecond() {
    assertThat(nextWait(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    assertThat(waitAndReturnNext(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(waitAndReturnNext(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(500));
    assertThat(waitAndReturnNext(Duration.ofMillis(500))).isZero();
    assertThat(timer.isOver()).isTrue();
  }

  @Test
  void nextWait_whenTheServerIsSilentForTooLong_isOverAtOnce() {
    assertThat(nextWait(Duration.ofMillis(9999))).isEqualTo(Duration.ofMillis(1));
    time.pass(Duration.ofMillis(1));

    assertThat(nextWait(MAX_SILENCE)).isZero();
    assertThat(timer.isOver()).isFalse();
  }

  @Test
  void nextWait_afterTheProcessWasStopped_leavesTimeToReadWhatHasArrived() {
    nextWait(Duration.ZERO);
    time.pass(Duration.ofHours(1));

    assertThat(nextWait(MAX_SILENCE)).isEqualTo(ResponseTimer.LONGEST_WAIT);
    time.pass(ResponseTimer.LONGEST_WAIT);
    assertThat(nextWait(MAX_SILENCE))
        .isEqualTo(ResponseTimer.LONGEST_GRACE.minus(ResponseTimer.LONGEST_WAIT));
    time.pass(ResponseTimer.LONGEST_WAIT);
    assertThat(nextWait(MAX_SILENCE)).isZero();
  }

  @Test
  void nextWait_whenEveryWaitIsDelayed_endsNevertheless() {
    Duration total = Duration.ZERO;
    Duration delay = ResponseTimer.NOTICEABLE_DELAY.plusMillis(20);
    for (Duration wait = nextWait(Duration.ZERO);
        !wait.isZero() && !wait.isNegative() && total.compareTo(Duration.ofMinutes(1)) < 0;
        wait = waitAndReturnNext(wait.plus(delay))) {
      total = total.plus(wait).plus(delay);
    }

    assertThat(total).isLessThan(TIMEOUT.plus(ResponseTimer.LONGEST_GRACE).plusSeconds(1));
  }

  @Test
  void nextWait_whenTheProcessContinuesJustBeforeTheTimeout_leavesTimeToo() {
    nextWait(Duration.ZERO);
    time.pass(TIMEOUT.minusMillis(1));

    assertThat(nextWait(Duration.ZERO)).isEqualTo(ResponseTimer.LONGEST_WAIT);
  }

  @Test
  void nextWait_afterAShortDelay_isNotProlonged() {
    nextWait(Duration.ofMillis(9999));
    time.pass(ResponseTimer.NOTICEABLE_DELAY);

    assertThat(nextWait(MAX_SILENCE)).isZero();
  }
}
