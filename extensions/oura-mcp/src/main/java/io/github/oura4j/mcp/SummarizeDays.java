// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** The tool {@code summarize_days}: means of a range, and the figures of each day. */
final class SummarizeDays implements OuraTool {
  static final String NAME = "summarize_days";

  private static final int DEFAULT_DAYS = 7;
  private static final int LONGEST = 366;
  private static final int MOST_ROWS = 31;

  private final DailyMetrics metrics;

  SummarizeDays(DailyMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Summary of days";
  }

  @Override
  public String description() {
    return "Summarizes days: sleep, readiness and activity scores, the main night's sleep with its"
        + " lowest heart rate and HRV, steps, stress, SpO2 and temperature deviation. Returns the"
        + " mean, minimum and maximum of each figure over the range, then one row for each day, at"
        + " most the last "
        + MOST_ROWS
        + ". Without arguments: the last 7 days.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Arguments.startDate("6 days before end_date"),
        Arguments.endDate(),
        Arguments.days(LONGEST));
  }

  @Override
  public Map<String, Object> call(Arguments arguments) {
    DayRange range = arguments.range(DEFAULT_DAYS, LONGEST);
    DailyFigures figures = metrics.read(range);
    figures.noteUnfinished(range, List.of(Metric.values()));
    Map<String, Object> result = new LinkedHashMap<>();
    range.describe(result);
    result.put("days_with_data", figures.days().size());
    result.put("averages", averages(figures, range));
    List<String> notes = new ArrayList<>(figures.notes());
    if (figures.days().isEmpty()) {
      notes.add("There is no data in the range: the ring was not worn, or not synced.");
    }
    result.put("days", rows(figures.days(), range, notes));
    if (!notes.isEmpty()) {
      result.put("notes", notes);
    }
    return result;
  }

  private static Map<String, Object> averages(DailyFigures figures, DayRange range) {
    Map<String, Object> averages = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      Numbers numbers = Numbers.of(figures.values(metric, range));
      if (!numbers.isEmpty()) {
        averages.put(metric.label(), numbers.brief());
      }
    }
    return averages;
  }

  private static List<Map<String, Object>> rows(
      NavigableMap<LocalDate, Map<Metric, Double>> days, DayRange range, List<String> notes) {
    int cut = Math.max(0, days.size() - MOST_ROWS);
    if (cut > 0) {
      LocalDate firstShown = days.keySet().stream().skip(cut).findFirst().orElseThrow();
      notes.add(
          "The rows of %d earlier days are left out. For them, call %s with start_date %s and end_date %s."
              .formatted(cut, NAME, range.first(), firstShown.minusDays(1)));
    }
    return days.entrySet().stream().skip(cut).map(SummarizeDays::row).toList();
  }

  private static Map<String, Object> row(Map.Entry<LocalDate, Map<Metric, Double>> day) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("day", day.getKey().toString());
    day.getValue().forEach((metric, value) -> row.put(metric.label(), Numbers.round(value)));
    return row;
  }
}
