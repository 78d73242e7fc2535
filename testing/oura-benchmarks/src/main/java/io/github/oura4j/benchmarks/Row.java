// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * A row of the table: what was measured, and what it should be.
 *
 * @param what what was measured
 * @param target the number to reach
 * @param measured the numbers that were measured
 * @param details more about the measurement, such as durations, or an empty text
 */
record Row(String what, Target target, Samples measured, String details) {
  /**
   * A number to reach.
   *
   * @param bound whether it is a maximum or a minimum
   * @param number the number
   * @param unit what the number counts or is a multiple of
   * @param current what is reached today, also by a rough measurement; the number itself, if it is
   *     reached
   */
  record Target(Bound bound, double number, String unit, double current) {
    static Target atMost(double number, String unit) {
      return new Target(Bound.AT_MOST, number, unit, number);
    }

    static Target atLeast(double number, String unit) {
      return new Target(Bound.AT_LEAST, number, unit, number);
    }

    /** Returns this target with what is reached today, which is less. */
    Target butCurrently(double current) {
      return new Target(bound, number, unit, current);
    }

    boolean isReachedBy(double measured) {
      return bound == Bound.AT_MOST ? measured <= number : measured >= number;
    }

    /** Returns whether a number is not even within twice of what is reached today. */
    boolean isMuchWorse(double measured) {
      return bound == Bound.AT_MOST ? measured > 2 * current : measured < current / 2;
    }

    @Override
    public String toString() {
      String text =
          number == Math.rint(number) ? "%.0f".formatted(number) : Double.toString(number);
      return bound.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + text + " " + unit;
    }
  }

  /** Whether a target is a maximum or a minimum. */
  enum Bound {
    AT_MOST,
    AT_LEAST
  }

  /** Returns a row that was not measured, because this Java or this machine cannot do it. */
  static Row notMeasured(String what, Target target, String reason) {
    return new Row(what, target, new Samples(List.of()), reason);
  }

  boolean isReached() {
    return !measured.values().isEmpty() && target.isReachedBy(measured.median());
  }

  boolean isMuchWorseThanToday() {
    return !measured.values().isEmpty() && target.isMuchWorse(measured.median());
  }

  /** Returns the row of a table in Markdown. */
  @Override
  public String toString() {
    return "| %s | %s | %s%s | %s |"
        .formatted(
            what,
            target,
            measured,
            details.isEmpty() ? "" : ": " + details,
            isReached() ? "yes" : "no");
  }
}
