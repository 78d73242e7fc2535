// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The trend of daily values: whether there is one (the Mann-Kendall test), and how steep it is (the
 * Theil-Sen slope). Neither is misled by a single extraordinary day, nor by gaps.
 */
final class Trend {
  /** With fewer days, chance alone makes a trend too often. */
  static final int FEWEST_DAYS = 7;

  /** The limit of the test for an error probability of 5 percent. */
  private static final double SIGNIFICANT = 1.96;

  private Trend() {}

  /** Returns the change per day, or empty if the values show no clear trend. */
  static OptionalDouble perDay(SortedMap<LocalDate, Double> values) {
    if (values.size() < FEWEST_DAYS || Math.abs(testStatistic(values)) < SIGNIFICANT) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(median(slopes(values)));
  }

  private static double testStatistic(SortedMap<LocalDate, Double> values) {
    long rises = slopes(values).stream().mapToLong(slope -> (long) Math.signum(slope)).sum();
    if (rises == 0) {
      return 0;
    }
    return (double) (rises - Long.signum(rises)) / Math.sqrt(variance(values));
  }

  private static double variance(SortedMap<LocalDate, Double> values) {
    Map<Double, Long> ties =
        values.values().stream()
            .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
    double variance = term(values.size());
    for (long count : ties.values()) {
      variance -= term((double) count);
    }
    return variance;
  }

  private static double term(double count) {
    return count * (count - 1) * (2 * count + 5) / 18;
  }

  private static List<Double> slopes(SortedMap<LocalDate, Double> values) {
    List<Map.Entry<LocalDate, Double>> entries = List.copyOf(values.entrySet());
    List<Double> slopes = new ArrayList<>();
    for (int later = 1; later < entries.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        slopes.add(slope(entries.get(earlier), entries.get(later)));
      }
    }
    return slopes;
  }

  private static double slope(Map.Entry<LocalDate, Double> from, Map.Entry<LocalDate, Double> to) {
    return (to.getValue() - from.getValue()) / ChronoUnit.DAYS.between(from.getKey(), to.getKey());
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }
}
