// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers that were measured in turns.
 *
 * @param values the numbers, in the order in which they were measured
 */
record Samples(List<Double> values) {
  Samples {
    values = List.copyOf(values);
  }

  /** Returns the ratios of these numbers to those of the same turns. */
  Samples dividedBy(Samples others) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / others.values.get(i));
    }
    return new Samples(ratios);
  }

  double median() {
    return quantile(0.5);
  }

  private double quantile(double fraction) {
    List<Double> sorted = values.stream().sorted().toList();
    double position = fraction * (sorted.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
  }

  /** Returns the median and, in parentheses, the quartiles. */
  @Override
  public String toString() {
    if (values.isEmpty()) {
      return "not measured";
    }
    return values.size() == 1
        ? format(median())
        : "%s (%s to %s)"
            .formatted(format(median()), format(quantile(0.25)), format(quantile(0.75)));
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
