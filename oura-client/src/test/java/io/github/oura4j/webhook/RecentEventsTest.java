// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import static io.github.oura4j.webhook.RecentEvents.State.HANDLED;
import static io.github.oura4j.webhook.RecentEvents.State.IN_PROGRESS;
import static io.github.oura4j.webhook.RecentEvents.State.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");

  private final RecentEvents recentEvents = new RecentEvents(3, Duration.ofMinutes(10));

  private RecentEvents.State begin(int event, Instant now) {
    return recentEvents.begin(new byte[] {(byte) event}, now);
  }

  private void end(int event, boolean isHandled) {
    recentEvents.end(new byte[] {(byte) event}, isHandled, NOW);
  }

  private void handle(int event) {
    assertThat(begin(event, NOW)).isEqualTo(NEW);
    end(event, true);
  }

  @Test
  void begin_untilTheTimeToLiveHasPassed_recognizesAHandledEvent() {
    handle(1);

    assertThat(begin(1, NOW.plusSeconds(600))).isEqualTo(HANDLED);
    assertThat(begin(1, NOW.plusSeconds(601))).isEqualTo(NEW);
  }

  @Test
  void begin_whileTheEventIsHandled_returnsInProgress() {
    assertThat(begin(1, NOW)).isEqualTo(NEW);
    assertThat(begin(1, NOW.plusSeconds(3600))).isEqualTo(IN_PROGRESS);
  }

  @Test
  void begin_afterAFailure_returnsNew() {
    begin(1, NOW);
    end(1, false);

    assertThat(begin(1, NOW)).isEqualTo(NEW);
  }

  @Test
  void end_whenFull_removesOnlyTheOldest() {
    for (int event = 1; event <= 4; event++) {
      handle(event);
    }

    assertThat(begin(2, NOW)).isEqualTo(HANDLED);
    assertThat(begin(4, NOW)).isEqualTo(HANDLED);
    assertThat(begin(1, NOW)).isEqualTo(NEW);
  }
}
