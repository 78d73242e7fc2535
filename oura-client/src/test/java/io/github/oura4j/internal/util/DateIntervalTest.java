// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DateIntervalTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 3, 29);

  @Test
  void windows_ofLongInterval_haveNoGapsOrOverlaps() {
    assertThat(new DateInterval(SUNDAY, SUNDAY.plusDays(6)).windows(3))
        .containsExactly(
            new DateInterval(SUNDAY, SUNDAY.plusDays(2)),
            new DateInterval(SUNDAY.plusDays(3), SUNDAY.plusDays(5)),
            new DateInterval(SUNDAY.plusDays(6), SUNDAY.plusDays(6)));
  }
}
