// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @Test
  void full_ofValuesByDay_namesTheFirstDayOfEachExtreme() {
    Map<LocalDate, Double> values = new TreeMap<>();
    double[] measured = {4, 3, 3, 8, 8, 3.5};
    for (int day = 0; day < measured.length; day++) {
      values.put(DAY.plusDays(day), measured[day]);
    }

    assertThat(Numbers.of(values).full())
        .isEqualTo(
            Map.of(
                "count",
                6L,
                "mean",
                4.92,
                "min",
                3L,
                "min_day",
                "2026-03-02",
                "max",
                8L,
                "max_day",
                "2026-03-04"));
  }

  @Test
  void round_ofAnyNumber_keepsTwoDecimalsAtMost() {
    assertThat(Numbers.round(2.0)).isEqualTo(2L);
    assertThat(Numbers.round(-0.456)).isEqualTo(-0.46);
    assertThat(Numbers.round(1e300)).isEqualTo(1e300);
  }
}
