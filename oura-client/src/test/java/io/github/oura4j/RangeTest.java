// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.internal.util.DateInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RangeTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 3, 29);

  private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");

  private static DateInterval resolve(DateRange range, LocalDate today) {
    return new DateInterval(range.firstDay(today), range.lastDay(today));
  }

  @Test
  void dateRange_ofEachKind_includesBothEnds() {
    assertThat(resolve(DateRange.of(SUNDAY), SUNDAY)).isEqualTo(new DateInterval(SUNDAY, SUNDAY));
    assertThat(resolve(DateRange.today(), SUNDAY)).isEqualTo(new DateInterval(SUNDAY, SUNDAY));
    assertThat(resolve(DateRange.yesterday(), SUNDAY))
        .isEqualTo(new DateInterval(LocalDate.of(2026, 3, 28), LocalDate.of(2026, 3, 28)));
    assertThat(resolve(DateRange.thisMonth(), SUNDAY))
        .isEqualTo(new DateInterval(LocalDate.of(2026, 3, 1), SUNDAY));
    assertThat(resolve(DateRange.thisMonth(), LocalDate.of(2026, 3, 1)))
        .isEqualTo(new DateInterval(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1)));
    assertThat(resolve(DateRange.lastDays(1), SUNDAY)).isEqualTo(new DateInterval(SUNDAY, SUNDAY));
    assertThat(resolve(DateRange.lastDays(7), SUNDAY))
        .isEqualTo(new DateInterval(LocalDate.of(2026, 3, 23), SUNDAY));
    assertThat(resolve(DateRange.thisWeek(), SUNDAY))
        .isEqualTo(new DateInterval(LocalDate.of(2026, 3, 23), SUNDAY));
    assertThat(resolve(DateRange.since(SUNDAY), SUNDAY))
        .isEqualTo(new DateInterval(SUNDAY, SUNDAY));
  }

  @Test
  void dateRange_whenItStartsAfterItsEnd_throwsAndNamesBothDays() {
    assertThatThrownBy(() -> DateRange.between(SUNDAY, SUNDAY.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-03-29")
        .hasMessageContaining("2026-03-28");
    assertThatThrownBy(() -> DateRange.since(SUNDAY).firstDay(SUNDAY.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DateRange.lastDays(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timeRange_ofDayWithDaylightSavingChange_hasTwentyThreeHours() {
    TimeRange day = TimeRange.day(SUNDAY);

    assertThat(
            Duration.between(day.start(Instant.EPOCH, HELSINKI), day.end(Instant.EPOCH, HELSINKI)))
        .isEqualTo(Duration.ofHours(23));
  }

  @Test
  void timeRange_ofTodayAndYesterday_areWholeDaysInTheGivenTimeZone() {
    Instant now = Instant.parse("2026-03-28T23:30:00Z");
    TimeRange sunday = TimeRange.day(SUNDAY);
    TimeRange saturday = TimeRange.day(SUNDAY.minusDays(1));

    assertThat(TimeRange.today().start(now, HELSINKI)).isEqualTo(sunday.start(now, HELSINKI));
    assertThat(TimeRange.today().end(now, HELSINKI)).isEqualTo(sunday.end(now, HELSINKI));
    assertThat(TimeRange.yesterday().start(now, HELSINKI)).isEqualTo(saturday.start(now, HELSINKI));
    assertThat(TimeRange.yesterday().end(now, HELSINKI)).isEqualTo(saturday.end(now, HELSINKI));
    assertThat(TimeRange.today().start(now, ZoneOffset.UTC))
        .isEqualTo(Instant.parse("2026-03-28T00:00:00Z"));
  }

  @Test
  void timeRange_whenItDoesNotStartBeforeItsEnd_throws() {
    Instant now = Instant.parse("2026-03-29T00:00:00Z");

    assertThatThrownBy(() -> TimeRange.between(now, now))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TimeRange.lastHours(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TimeRange.since(now).start(now, HELSINKI))
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
