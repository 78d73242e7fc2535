// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A daily figure; the name of the constant in lower case ends with the unit, if there is one. */
enum Metric {
  SLEEP_SCORE,
  READINESS_SCORE,
  ACTIVITY_SCORE(true),
  SLEEP_HOURS,
  DEEP_SLEEP_MINUTES,
  REM_SLEEP_MINUTES,
  SLEEP_EFFICIENCY_PERCENT,
  LOWEST_HEART_RATE_BPM,
  AVERAGE_HRV_MS,
  TEMPERATURE_DEVIATION_CELSIUS,
  SPO2_PERCENT,
  STEPS(true),
  ACTIVE_CALORIES_KCAL(true),
  STRESS_MINUTES(true),
  RECOVERY_MINUTES(true);

  private final boolean growsDuringTheDay;

  Metric() {
    this(false);
  }

  Metric(boolean growsDuringTheDay) {
    this.growsDuringTheDay = growsDuringTheDay;
  }

  /** Tells whether the value grows until the day is over, unlike a score of the night. */
  boolean growsDuringTheDay() {
    return growsDuringTheDay;
  }

  /** Returns the name in arguments and results. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Metric::label).toList();
  }
}
