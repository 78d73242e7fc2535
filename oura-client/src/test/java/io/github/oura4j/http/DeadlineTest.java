// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private final VirtualTime time = new VirtualTime();

  @Test
  void remaining_asTimePasses_decreasesToZeroAndStaysThere() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(3), time);

    time.pass(Duration.ofSeconds(2));
    assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(1));
    assertThat(deadline.hasPassed()).isFalse();

    time.pass(Duration.ofSeconds(1));
    assertThat(deadline.remaining()).isZero();
    assertThat(deadline.hasPassed()).isTrue();

    time.pass(Duration.ofSeconds(1));
    assertThat(deadline.remaining()).isZero();
    assertThat(deadline.total()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void hasPassed_withTheLongestDuration_isFalse() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), time);
    time.pass(Duration.ofDays(1));

    assertThat(deadline.hasPassed()).isFalse();
    assertThat(Deadline.none().hasPassed()).isFalse();
    assertThat(Deadline.none().remaining()).isGreaterThan(Duration.ofDays(100_000));
  }

  @Test
  void timeLeft_ofARequest_isTheShorterOfTimeoutAndDeadline() {
    OuraRequest request =
        OuraRequest.of("GET", URI.create("https://x.example/"), Duration.ofSeconds(10));
    assertThat(request.timeLeft()).isEqualTo(Duration.ofSeconds(10));

    OuraRequest limited = request.withDeadline(Deadline.after(Duration.ofSeconds(12), time));
    time.pass(Duration.ofSeconds(5));
    assertThat(limited.timeLeft()).isEqualTo(Duration.ofSeconds(7));
  }
}
