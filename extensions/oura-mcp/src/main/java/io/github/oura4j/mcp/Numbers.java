// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Summarizes numbers in constant memory: how many, their mean, and their extremes with days. */
final class Numbers {
  private static final double LARGEST_WITH_DECIMALS = 1e12;

  private long count;
  private double sum;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;
  private @Nullable LocalDate minimumDay;
  private @Nullable LocalDate maximumDay;

  static Numbers of(Map<LocalDate, Double> values) {
    Numbers numbers = new Numbers();
    values.forEach((day, value) -> numbers.add(value, day));
    return numbers;
  }

  void add(double value, @Nullable LocalDate day) {
    count++;
    sum += value;
    if (value < minimum) {
      minimum = value;
      minimumDay = day;
    }
    if (value > maximum) {
      maximum = value;
      maximumDay = day;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  long count() {
    return count;
  }

  double mean() {
    return sum / count;
  }

  /** Returns the mean and the extremes. */
  Map<String, Object> brief() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("mean", round(mean()));
    result.put("min", round(minimum));
    result.put("max", round(maximum));
    return result;
  }

  /** Returns everything, with the days of the extremes. */
  Map<String, Object> full() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("count", count);
    result.put("mean", round(mean()));
    result.put("min", round(minimum));
    putDay(result, "min_day", minimumDay);
    result.put("max", round(maximum));
    putDay(result, "max_day", maximumDay);
    return result;
  }

  private static void putDay(Map<String, Object> result, String name, @Nullable LocalDate day) {
    if (day != null) {
      result.put(name, day.toString());
    }
  }

  /** Rounds to two decimals: more are noise, and cost a model's context. */
  static Number round(double value) {
    if (Math.abs(value) > LARGEST_WITH_DECIMALS) {
      return value;
    }
    double rounded = Math.round(value * 100) / 100.0;
    if (rounded == Math.rint(rounded)) {
      return (long) rounded;
    }
    return rounded;
  }
}
