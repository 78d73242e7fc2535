// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.examples.data.ReportData;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The summaries of a report as numbers, for other programs. */
public final class ReportNumbers {
  private static final double SECONDS_PER_HOUR = 3600;

  private ReportNumbers() {}

  /**
   * Returns the properties of each measure, ready to be written as JSON. What is unknown is null.
   */
  public static List<Map<String, @Nullable Object>> of(ReportData data) {
    Measures measures = Measures.of(data);
    return Stream.of(
            measures.sleepScore(),
            measures.readinessScore(),
            measures.activityScore(),
            measures.timeAsleep(),
            measures.restingHeartRate(),
            measures.hrv(),
            measures.steps(),
            measures.activeTime(),
            measures.stress(),
            measures.recovery(),
            measures.spo2(),
            measures.temperature())
        .map(ReportNumbers::properties)
        .toList();
  }

  private static Map<String, @Nullable Object> properties(DailySeries series) {
    Summary summary = new Summary(series);
    boolean hasDays = !series.counted().isEmpty();
    boolean isCompared = hasDays && summary.hasDaysBefore();
    OptionalDouble perDay = Trend.perDay(series.counted());
    Unit unit = series.measure().unit();
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("measure", series.measure().name().toLowerCase(Locale.ROOT));
    properties.put("unit", name(unit));
    properties.put("days", series.counted().size());
    properties.put("average", hasDays ? amount(unit, summary.mean()) : null);
    properties.put("highest", hasDays ? day(unit, series.highest()) : null);
    properties.put("lowest", hasDays ? day(unit, series.lowest()) : null);
    properties.put(
        "change_per_week", perDay.isPresent() ? amount(unit, 7 * perDay.getAsDouble()) : null);
    properties.put("average_before", isCompared ? amount(unit, summary.meanBefore()) : null);
    properties.put("summary", hasDays ? summary.text().replace('\u00a0', ' ') : null);
    return properties;
  }

  private static Map<String, @Nullable Object> day(Unit unit, Map.Entry<LocalDate, Double> day) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("day", day.getKey().toString());
    properties.put("value", amount(unit, day.getValue()));
    return properties;
  }

  private static String name(Unit unit) {
    return switch (unit) {
      case POINTS -> "score";
      case HOURS -> "seconds";
      default -> unit.axis();
    };
  }

  /** Returns a value with at most two decimals: durations are seconds, as in what Oura sends. */
  private static double amount(Unit unit, double value) {
    return unit == Unit.HOURS
        ? Math.round(value * SECONDS_PER_HOUR)
        : Math.round(value * 100) / 100.0;
  }
}
