// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

  @Test
  void perDay_ofALineWithGaps_isItsSlope() {
    SortedMap<LocalDate, Double> values = values(9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5);
    values.remove(FIRST.plusDays(3));

    assertThat(Trend.perDay(values).orElseThrow()).isCloseTo(-0.5, within(1e-9));
  }

  @Test
  void perDay_withAnUnusualDay_isHardlyChanged() {
    assertThat(Trend.perDay(values(1, 2, 3, 4, 500, 6, 7, 8, 9, 10)).orElseThrow())
        .isCloseTo(1, within(0.01));
  }

  @Test
  void perDay_ofFewDays_isEmpty() {
    assertThat(Trend.perDay(values(1, 2, 3, 4, 5, 6))).isEmpty();
    assertThat(Trend.perDay(values(1, 2, 3, 4, 5, 6, 7))).isPresent();
    assertThat(Trend.perDay(values())).isEmpty();
  }

  /** A line by least squares would fall by 0.1 each day. */
  @Test
  void perDay_ofValuesWithoutATrend_isEmpty() {
    assertThat(Trend.perDay(values(7, 5, 8, 4, 7, 6, 5, 7, 4, 6))).isEmpty();
    assertThat(Trend.perDay(values(3, 3, 3, 3, 3, 3, 3, 3))).isEmpty();
  }

  /** Of the pairs, 16 rise, and the equal values reduce the variance from 65 to 48. */
  @Test
  void perDay_withEqualValues_considersThem() {
    assertThat(Trend.perDay(values(1, 1, 1, 1, 2, 2, 2, 2)).orElseThrow()).isPositive();
    assertThat(Trend.perDay(values(1, 2, 1, 1, 1, 2, 2, 2, 1))).isEmpty();
  }

  private static SortedMap<LocalDate, Double> values(double... values) {
    SortedMap<LocalDate, Double> result = new TreeMap<>();
    for (int day = 0; day < values.length; day++) {
      result.put(FIRST.plusDays(day), values[day]);
    }
    return result;
  }
}
