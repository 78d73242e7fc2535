// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** The tool {@code get_trends}: how daily figures change, compared with the time before. */
final class GetTrends implements OuraTool {
  static final String NAME = "get_trends";

  private static final String METRICS = "metrics";
  private static final int DEFAULT_DAYS = 30;
  private static final int LONGEST = 3 * 366;

  private final DailyMetrics metrics;

  GetTrends(DailyMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Trends";
  }

  @Override
  public String description() {
    return "Shows how daily figures change over a range: for each metric its mean, extremes with"
        + " their days, the change from the mean of the equally long range before (of previous_count"
        + " days), and the means of weeks or months. The slope per week is there only if the daily"
        + " values have a statistically significant trend: without it, do not speak of one."
        + " Without arguments: all metrics over the last 30 days.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Arguments.startDate("29 days before end_date"),
        Arguments.endDate(),
        Arguments.days(LONGEST),
        Parameter.choices(METRICS, Metric.labels(), "Only these metrics. Default: all."));
  }

  @Override
  public Map<String, Object> call(Arguments arguments) {
    DayRange range = arguments.range(DEFAULT_DAYS, LONGEST);
    List<Metric> wanted = metrics(arguments);
    DayRange before = range.previous();
    DailyFigures figures = metrics.read(new DayRange(before.first(), range.last()));
    figures.noteUnfinished(range, wanted);
    Map<String, Object> result = new LinkedHashMap<>();
    range.describe(result);
    Map<String, Object> comparedWith = new LinkedHashMap<>();
    before.describe(comparedWith);
    result.put("compared_with", comparedWith);
    for (Metric metric : wanted) {
      result.put(
          metric.label(),
          trend(figures.values(metric, range), Numbers.of(figures.values(metric, before)), range));
    }
    if (!figures.notes().isEmpty()) {
      result.put("notes", figures.notes());
    }
    return result;
  }

  /** Returns the metrics in an argument, or all, in the order of the enum. */
  private static List<Metric> metrics(Arguments arguments) {
    List<String> names = arguments.names(METRICS, Metric.labels());
    return Arrays.stream(Metric.values())
        .filter(metric -> names.isEmpty() || names.contains(metric.label()))
        .toList();
  }

  private static Object trend(
      NavigableMap<LocalDate, Double> values, Numbers before, DayRange range) {
    if (values.isEmpty()) {
      return "not measured";
    }
    Numbers numbers = Numbers.of(values);
    Map<String, Object> trend = numbers.full();
    if (!before.isEmpty()) {
      trend.put("previous_count", before.count());
      trend.put("previous_mean", Numbers.round(before.mean()));
      trend.put("change", Numbers.round(numbers.mean() - before.mean()));
    }
    Trend.perDay(values).ifPresent(slope -> trend.put("slope_per_week", Numbers.round(slope * 7)));
    Period period = Period.ofTrend(range);
    trend.put(period.title(), means(values, range, period));
    return trend;
  }

  private static Map<String, Object> means(
      NavigableMap<LocalDate, Double> values, DayRange range, Period period) {
    Map<String, Numbers> periods = new LinkedHashMap<>();
    values.forEach(
        (day, value) ->
            periods
                .computeIfAbsent(period.nameOf(day, range.first()), unused -> new Numbers())
                .add(value, day));
    Map<String, Object> means = new LinkedHashMap<>();
    periods.forEach((name, numbers) -> means.put(name, Numbers.round(numbers.mean())));
    return means;
  }
}
