// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** The day for which Oura counts activity and stress: it lasts from 04:00 to 04:00. */
final class ActivityDay {
  private static final int FIRST_HOUR = 4;

  private ActivityDay() {}

  /** Returns the day that is not over, so that its counts still grow. */
  static LocalDate current(Clock clock) {
    return LocalDateTime.now(clock).minusHours(FIRST_HOUR).toLocalDate();
  }
}
