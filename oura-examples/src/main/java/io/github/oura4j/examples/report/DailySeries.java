// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.examples.data.ReportData;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of a measure by day, in a range of days and in the weeks before. Days without a value
 * are absent.
 *
 * @param measure what was measured
 * @param first the first day of the range
 * @param last the last day of the range
 * @param unfinished the first day whose value is not final, and which therefore does not count
 * @param all all values, of the range and of the weeks before
 */
record DailySeries(
    Measure measure,
    LocalDate first,
    LocalDate last,
    LocalDate unfinished,
    NavigableMap<LocalDate, Double> all) {
  private static final int DAYS_OF_MEAN = 7;
  private static final int FEWEST_DAYS_OF_MEAN = 4;

  /**
   * Creates a series from documents. If there are several of a day, the last one counts.
   *
   * @param day returns the day of a document, or null
   * @param value returns the value of a document, or null
   */
  static <T> DailySeries of(
      Measure measure,
      ReportData data,
      Collection<T> documents,
      Function<T, @Nullable LocalDate> day,
      Function<T, ? extends @Nullable Number> value) {
    NavigableMap<LocalDate, Double> all = new TreeMap<>();
    for (T document : documents) {
      LocalDate on = day.apply(document);
      Number number = value.apply(document);
      if (on != null && number != null && Double.isFinite(number.doubleValue())) {
        all.put(on, number.doubleValue());
      }
    }
    return new DailySeries(measure, data.first(), data.last(), LocalDate.MAX, all);
  }

  /** Returns the same series, of which a day that is not over does not count. */
  DailySeries unfinishedFrom(LocalDate day) {
    return new DailySeries(measure, first, last, day, all);
  }

  /** Returns the values of the range. */
  NavigableMap<LocalDate, Double> inRange() {
    return between(first, last.plusDays(1));
  }

  /** Returns the values of the range that are final. */
  NavigableMap<LocalDate, Double> counted() {
    return between(first, earlier(last.plusDays(1), unfinished));
  }

  /** Returns the values of the range that still grow. */
  NavigableMap<LocalDate, Double> growing() {
    return between(unfinished.isBefore(first) ? first : unfinished, last.plusDays(1));
  }

  /** Returns the values of the weeks before. */
  NavigableMap<LocalDate, Double> before() {
    return between(first.minusDays(ReportData.DAYS_BEFORE), earlier(first, unfinished));
  }

  private NavigableMap<LocalDate, Double> between(LocalDate from, LocalDate before) {
    return from.isBefore(before) ? all.subMap(from, true, before, false) : new TreeMap<>();
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Returns the mean of each day and the six before it, where at least four of them have a value.
   * Days without a value have no mean either, so that gaps stay visible.
   */
  NavigableMap<LocalDate, Double> sevenDayMeans() {
    NavigableMap<LocalDate, Double> means = new TreeMap<>();
    for (LocalDate day : counted().keySet()) {
      Collection<Double> week =
          all.subMap(day.minusDays(DAYS_OF_MEAN - 1), true, day, true).values();
      if (week.size() >= FEWEST_DAYS_OF_MEAN) {
        means.put(day, mean(week).orElseThrow());
      }
    }
    return means;
  }

  static OptionalDouble mean(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average();
  }

  /** Returns the day with the highest final value, the latest if there are several. */
  Map.Entry<LocalDate, Double> highest() {
    return counted().entrySet().stream()
        .reduce((one, other) -> other.getValue() >= one.getValue() ? other : one)
        .orElseThrow();
  }

  /** Returns the day with the lowest final value, the latest if there are several. */
  Map.Entry<LocalDate, Double> lowest() {
    return counted().entrySet().stream()
        .reduce((one, other) -> other.getValue() <= one.getValue() ? other : one)
        .orElseThrow();
  }

  /** Returns the measure and the number of values, but no value, which is health data. */
  @Override
  public String toString() {
    return "DailySeries[measure=" + measure + ", count=" + all.size() + "]";
  }
}
