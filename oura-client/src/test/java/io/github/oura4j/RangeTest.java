// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RangeTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 3, 29);

  @Test
  void dateRange_ofEachKind_includesBothEnds() {
    assertThat(DateRange.of(SUNDAY).resolve(SUNDAY)).isEqualTo(new DateInterval(SUNDAY, SUNDAY));
    assertThat(DateRange.lastDays(1).resolve(SUNDAY)).isEqualTo(new DateInterval(SUNDAY, SUNDAY));
    assertThat(DateRange.lastDays(7).resolve(SUNDAY))
        .isEqualTo(new DateInterval(LocalDate.of(2026, 3, 23), SUNDAY));
    assertThat(DateRange.thisWeek().resolve(SUNDAY))
        .isEqualTo(new DateInterval(LocalDate.of(2026, 3, 23), SUNDAY));
    assertThat(DateRange.since(SUNDAY).resolve(SUNDAY)).isEqualTo(new DateInterval(SUNDAY, SUNDAY));
  }

  @Test
  void dateRange_whenItStartsAfterItsEnd_throwsAndNamesBothDays() {
    assertThatThrownBy(() -> DateRange.between(SUNDAY, SUNDAY.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-03-29")
        .hasMessageContaining("2026-03-28");
    assertThatThrownBy(() -> DateRange.since(SUNDAY).resolve(SUNDAY.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DateRange.lastDays(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void windows_ofLongRange_haveNoGapsOrOverlaps() {
    assertThat(new DateInterval(SUNDAY, SUNDAY.plusDays(6)).windows(3))
        .containsExactly(
            new DateInterval(SUNDAY, SUNDAY.plusDays(2)),
            new DateInterval(SUNDAY.plusDays(3), SUNDAY.plusDays(5)),
            new DateInterval(SUNDAY.plusDays(6), SUNDAY.plusDays(6)));
  }

  @Test
  void timeRange_ofDayWithDaylightSavingChange_hasTwentyThreeHours() {
    Clock helsinki = Clock.fixed(Instant.EPOCH, ZoneId.of("Europe/Helsinki"));

    InstantInterval day = TimeRange.day(SUNDAY).resolve(helsinki);

    assertThat(Duration.between(day.start(), day.end())).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void timeRange_whenItDoesNotStartBeforeItsEnd_throws() {
    Instant now = Instant.parse("2026-03-29T00:00:00Z");

    assertThatThrownBy(() -> TimeRange.between(now, now))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TimeRange.lastHours(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> TimeRange.since(now).resolve(Clock.fixed(now, ZoneId.of("Europe/Helsinki"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ranges_outsideSupportedYears_throw() {
    assertThatThrownBy(() -> DateRange.between(SUNDAY, LocalDate.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9998");
    assertThatThrownBy(() -> TimeRange.between(Instant.MIN, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9999");
  }
}
