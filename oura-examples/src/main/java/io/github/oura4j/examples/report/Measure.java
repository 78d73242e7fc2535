// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import static io.github.oura4j.examples.report.Measure.Better.HIGHER;
import static io.github.oura4j.examples.report.Measure.Better.LOWER;
import static io.github.oura4j.examples.report.Measure.Better.NEITHER;

/** What is measured once a day. */
enum Measure {
  SLEEP_SCORE("Sleep score", Unit.POINTS, HIGHER),
  READINESS_SCORE("Readiness score", Unit.POINTS, HIGHER),
  ACTIVITY_SCORE("Activity score", Unit.POINTS, HIGHER),
  TIME_ASLEEP("Time asleep", Unit.HOURS, HIGHER),
  RESTING_HEART_RATE("Resting heart rate", Unit.BEATS_PER_MINUTE, LOWER),
  HRV("Heart rate variability", Unit.MILLISECONDS, HIGHER),
  STEPS("Steps", Unit.STEPS, HIGHER),
  ACTIVE_TIME("Medium and high activity", Unit.HOURS, HIGHER),
  STRESS("High stress", Unit.HOURS, LOWER),
  RECOVERY("High recovery", Unit.HOURS, HIGHER),
  SPO2("Blood oxygen saturation", Unit.PERCENT, HIGHER),
  TEMPERATURE("Temperature deviation", Unit.CELSIUS, NEITHER);

  /** Which values are better. */
  enum Better {
    HIGHER,
    LOWER,
    NEITHER
  }

  private final String title;
  private final Unit unit;
  private final Better better;

  Measure(String title, Unit unit, Better better) {
    this.title = title;
    this.unit = unit;
    this.better = better;
  }

  String title() {
    return title;
  }

  Unit unit() {
    return unit;
  }

  Better better() {
    return better;
  }
}
