// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A series in words: the average, the best and the worst day, the trend, and how it compares with
 * the weeks before.
 *
 * @param series the series, of which at least one day counts
 */
record Summary(DailySeries series) {
  /** With fewer days before, a comparison says nothing. */
  private static final int FEWEST_DAYS_BEFORE = 7;

  /** Returns the whole summary. */
  String text() {
    List<String> sentences = new ArrayList<>();
    sentences.add(average());
    if (series.counted().size() > 1) {
      sentences.add(extremes());
      sentences.add(trend());
    }
    sentences.add(comparison());
    if (!series.growing().isEmpty()) {
      sentences.add(uncounted());
    }
    return String.join(" ", sentences);
  }

  private String uncounted() {
    return Days.names(series.growing().keySet())
        + (series.growing().size() == 1
            ? " is not over and does not count."
            : " are not over and do not count.");
  }

  private String average() {
    Map<LocalDate, Double> counted = series.counted();
    if (counted.size() == 1) {
      String onlyDay = series.first().equals(series.last()) ? "" : ", the only day";
      return describe(series.highest()) + onlyDay + ".";
    }
    long days = ChronoUnit.DAYS.between(series.first(), lastCounted()) + 1;
    return String.format(
        Locale.ENGLISH, "Average %s, on %d of %d days.", format(mean()), counted.size(), days);
  }

  private LocalDate lastCounted() {
    LocalDate beforeUnfinished =
        series.unfinished().equals(LocalDate.MAX)
            ? LocalDate.MAX
            : series.unfinished().minusDays(1);
    return beforeUnfinished.isBefore(series.last()) ? beforeUnfinished : series.last();
  }

  private String extremes() {
    if (series.highest().getValue().equals(series.lowest().getValue())) {
      return "The same on all of them.";
    }
    String highest = describe(series.highest());
    String lowest = describe(series.lowest());
    return switch (series.measure().better()) {
      case HIGHER -> "Best: %s. Worst: %s.".formatted(highest, lowest);
      case LOWER -> "Best, the lowest: %s. Worst: %s.".formatted(lowest, highest);
      case NEITHER -> "Highest: %s. Lowest: %s.".formatted(highest, lowest);
    };
  }

  private String describe(Map.Entry<LocalDate, Double> day) {
    return format(day.getValue()) + " on " + Days.shortName(day.getKey());
  }

  private String trend() {
    if (series.counted().size() < Trend.FEWEST_DAYS) {
      return "Too few days for a trend.";
    }
    OptionalDouble perDay = Trend.perDay(series.counted());
    if (perDay.isEmpty() || perDay.getAsDouble() == 0) {
      return "No clear trend.";
    }
    double perWeek = perDay.getAsDouble() * 7;
    String direction = perWeek > 0 ? "rising" : "falling";
    return unit().round(perWeek) == 0
        ? "Trend: %s slightly.".formatted(direction)
        : "Trend: %s by %s a week."
            .formatted(direction, unit().formatDifference(Math.abs(perWeek)));
  }

  private String comparison() {
    if (!hasDaysBefore()) {
      return "The 4 weeks before have too few days to compare with.";
    }
    return "%s in the 4 weeks before (%s)."
        .formatted(compare(unit(), mean(), meanBefore()), format(meanBefore()));
  }

  /** Returns how an average compares with an earlier one, as the beginning of a sentence. */
  static String compare(Unit unit, double mean, double before) {
    double difference = difference(unit, mean, before);
    if (difference == 0) {
      return "About the same as";
    }
    String size = unit.formatDifference(Math.abs(difference));
    return size + (difference > 0 ? " more than" : " less than");
  }

  /** Returns the difference of the rounded values, so that it fits what is written. */
  private static double difference(Unit unit, double mean, double before) {
    return unit.round(unit.round(mean) - unit.round(before));
  }

  /** Returns the average of the range. */
  double mean() {
    return DailySeries.mean(series.counted().values()).orElseThrow();
  }

  /** Returns the comparison in a few characters, or an empty string if there is none. */
  String change() {
    if (!hasDaysBefore()) {
      return "";
    }
    double difference = difference(unit(), mean(), meanBefore());
    return difference == 0
        ? "±0"
        : (difference > 0 ? "+" : "") + unit().formatDifference(difference);
  }

  /** Returns whether the weeks before have enough days to compare with. */
  boolean hasDaysBefore() {
    return series.before().size() >= FEWEST_DAYS_BEFORE;
  }

  /** Returns the average of the weeks before. */
  double meanBefore() {
    return DailySeries.mean(series.before().values()).orElseThrow();
  }

  private Unit unit() {
    return series.measure().unit();
  }

  private String format(double value) {
    return unit().format(value);
  }
}
