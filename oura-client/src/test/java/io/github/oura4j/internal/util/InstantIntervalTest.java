// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantIntervalTest {
  private static final Instant START = Instant.parse("2026-03-01T07:30:00.000000500Z");
  private static final Instant END = Instant.parse("2026-03-01T07:30:02.000000500Z");
  private static final InstantInterval INTERVAL = new InstantInterval(START, END);

  @ParameterizedTest
  @ValueSource(
      longs = {
        -3_000_000_000L,
        -1_000_000_000L,
        -501,
        -500,
        -1,
        0,
        1,
        499,
        500,
        999_999_499,
        999_999_500,
        1_000_000_000,
        1_999_999_999,
        2_000_000_000L,
        2_000_000_001L,
        5_000_000_000L
      })
  void contains_ofAnyTimestamp_comparesInstantsWhateverTheOffset(long nanosAfterStart) {
    Instant instant = START.plusNanos(nanosAfterStart);

    for (ZoneOffset offset : List.of(ZoneOffset.UTC, ZoneOffset.MAX, ZoneOffset.ofHours(-11))) {
      assertThat(INTERVAL.contains(instant.atOffset(offset)))
          .isEqualTo(!instant.isBefore(START) && instant.isBefore(END));
    }
  }

  @Test
  void contains_ofAnEndlessInterval_includesAllTimestamps() {
    InstantInterval endless = new InstantInterval(Instant.MIN, Instant.MAX);

    assertThat(endless.contains(OffsetDateTime.MIN)).isTrue();
    assertThat(endless.contains(OffsetDateTime.MAX)).isTrue();
    assertThat(endless.contains(null)).isTrue();
  }
}
