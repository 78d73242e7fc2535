// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");

  private final RecentEvents recentEvents = new RecentEvents(3, Duration.ofMinutes(10));

  private boolean add(int signature, Instant now) {
    return recentEvents.add(new byte[] {(byte) signature}, now);
  }

  @Test
  void add_untilTheTimeToLiveHasPassed_rejectsTheSameSignature() {
    assertThat(add(1, NOW)).isTrue();
    assertThat(add(1, NOW.plusSeconds(600))).isFalse();
    assertThat(add(1, NOW.plusSeconds(601))).isTrue();
  }

  @Test
  void add_whenFull_removesOnlyTheOldest() {
    for (int i = 1; i <= 4; i++) {
      assertThat(add(i, NOW)).isTrue();
    }

    assertThat(add(2, NOW)).isFalse();
    assertThat(add(4, NOW)).isFalse();
    assertThat(add(1, NOW)).isTrue();
  }

  @Test
  void add_ofAKnownSignatureWhenFull_removesNothing() {
    for (int i = 1; i <= 3; i++) {
      add(i, NOW);
    }
    add(3, NOW);

    assertThat(add(1, NOW)).isFalse();
  }
}
