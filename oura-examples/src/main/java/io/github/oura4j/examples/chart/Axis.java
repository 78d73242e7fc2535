// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A linear scale with ticks at round numbers.
 *
 * @param low the value at the lower end, a multiple of the step
 * @param high the value at the upper end, a multiple of the step
 * @param step the distance of two ticks
 * @param isMirrored whether values below zero are amounts, too, which are drawn downward
 */
public record Axis(double low, double high, double step, boolean isMirrored) {
  private static final int MOST_STEPS = 5;

  /**
   * Returns an axis that contains both values, and little beyond them.
   *
   * @param smallestStep the smallest distance of two ticks, such as 1 for integers
   */
  public static Axis covering(double lowest, double highest, double smallestStep) {
    double span = highest - lowest;
    double distinct = Math.max(smallestStep, 1024 * Math.max(Math.ulp(lowest), Math.ulp(highest)));
    double step = span <= distinct ? distinct : Math.max(distinct, roundStep(span));
    double low = Math.floor(lowest / step) * step;
    double high = Math.ceil(highest / step) * step;
    return low < high
        ? new Axis(low, high, step, false)
        : new Axis(low == 0 ? 0 : low - step, high + step, step, false);
  }

  /** Returns the smallest of 1, 2 or 5 times a power of ten that needs few enough steps. */
  private static double roundStep(double span) {
    double power = Math.pow(10, Math.floor(Math.log10(span / MOST_STEPS)));
    return IntStream.of(1, 2, 5, 10)
        .mapToDouble(factor -> factor * power)
        .filter(step -> span / step <= MOST_STEPS)
        .findFirst()
        .orElse(10 * power);
  }

  /** Returns the same axis, on which values below zero are labeled without a sign. */
  public Axis mirrored() {
    return new Axis(low, high, step, true);
  }

  /** Returns the values of the ticks, lowest first. */
  public List<Double> ticks() {
    int count = (int) Math.round((high - low) / step);
    return IntStream.rangeClosed(0, count).mapToObj(index -> low + index * step).toList();
  }

  /** Returns where a value is on the axis: 0 at its lower end, 1 at its upper end. */
  double fraction(double value) {
    return (value - low) / (high - low);
  }

  /** Returns a number as it is written at a tick. */
  String label(double tick) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    double shown = isMirrored ? Math.abs(tick) : tick;
    return String.format(Locale.ENGLISH, "%,." + Math.min(decimals, 6) + "f", shown + 0.0)
        .replace('-', '−');
  }
}
