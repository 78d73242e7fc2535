// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * The slope of daily values, if they have a trend. The Mann-Kendall test decides whether they have
 * one, and the slope is that of Theil and Sen, so that a single unusual day changes neither much.
 */
final class Trend {
  /** With fewer values, the test means little. */
  static final int FEWEST_VALUES = 7;

  /** The quantile of the normal distribution for p &lt; 0.05, in both directions. */
  private static final double LIMIT = 1.96;

  private final double[] days;
  private final double[] values;

  private Trend(SortedMap<LocalDate, Double> values) {
    this.days = values.keySet().stream().mapToDouble(LocalDate::toEpochDay).toArray();
    this.values = values.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns the slope of values per day, or empty if chance explains it as well. */
  static OptionalDouble perDay(SortedMap<LocalDate, Double> values) {
    Trend trend = new Trend(values);
    return values.size() >= FEWEST_VALUES && trend.isSignificant()
        ? OptionalDouble.of(trend.medianSlope())
        : OptionalDouble.empty();
  }

  private boolean isSignificant() {
    long score = 0;
    for (int later = 1; later < values.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        score += (long) Math.signum(values[later] - values[earlier]);
      }
    }
    // Subtracts the continuity correction: the score is discrete, the distribution continuous.
    return Math.abs(score) > 1 && (Math.abs(score) - 1) / Math.sqrt(variance()) > LIMIT;
  }

  /** Returns the variance of the score of values in random order, some of which may be equal. */
  private double variance() {
    Map<Double, Integer> counts = new HashMap<>();
    for (double value : values) {
      counts.merge(value, 1, Integer::sum);
    }
    return varianceOf(values.length)
        - counts.values().stream().mapToDouble(Trend::varianceOf).sum();
  }

  private static double varianceOf(int count) {
    return count * (count - 1.0) * (2.0 * count + 5) / 18;
  }

  private double medianSlope() {
    double[] slopes = new double[values.length * (values.length - 1) / 2];
    int next = 0;
    for (int later = 1; later < values.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        slopes[next++] = (values[later] - values[earlier]) / (days[later] - days[earlier]);
      }
    }
    Arrays.sort(slopes);
    return (slopes[(slopes.length - 1) / 2] + slopes[slopes.length / 2]) / 2;
  }
}
