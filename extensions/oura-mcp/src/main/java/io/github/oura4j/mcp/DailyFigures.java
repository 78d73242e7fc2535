// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.PermissionException;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Spo2Values;
import io.github.oura4j.timeline.SleepDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The daily figures of a range, and notes on what could not be read. */
final class DailyFigures {
  private final NavigableMap<LocalDate, Map<Metric, Double>> days = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<OuraException> failures = new ArrayList<>();
  private final LocalDate unfinished;
  private int typesRead;

  /**
   * Creates figures without values.
   *
   * @param unfinished the day that is not over: its counts, and those after it, still grow
   */
  DailyFigures(LocalDate unfinished) {
    this.unfinished = unfinished;
  }

  /** Returns the days that have a figure, in chronological order. */
  NavigableMap<LocalDate, Map<Metric, Double>> days() {
    return days;
  }

  /** Returns notes for the result, such as which data types could not be read. */
  List<String> notes() {
    return notes;
  }

  /**
   * Returns what a mean or a trend of a metric is made of: its values, without those that still
   * grow.
   */
  NavigableMap<LocalDate, Double> values(Metric metric, DayRange range) {
    NavigableMap<LocalDate, Double> values = new TreeMap<>();
    days.forEach(
        (day, figures) -> {
          Double value = figures.get(metric);
          boolean isPartial = metric.growsDuringTheDay() && !day.isBefore(unfinished);
          if (value != null && !isPartial && range.contains(day)) {
            values.put(day, value);
          }
        });
    return values;
  }

  /** Adds a note if the range contains days that are not over, and a metric that still grows. */
  void noteUnfinished(DayRange range, List<Metric> metrics) {
    String growing =
        metrics.stream()
            .filter(Metric::growsDuringTheDay)
            .map(Metric::label)
            .collect(Collectors.joining(", "));
    if (!range.last().isBefore(unfinished) && !growing.isEmpty()) {
      notes.add(
          "Oura's day of %s lasts until 04:00 and is not over: %s from that day on are left out of means and trends."
              .formatted(unfinished, growing));
    }
  }

  void add(String dataType, Runnable reader) {
    try {
      reader.run();
      typesRead++;
    } catch (PermissionException | AuthenticationException e) {
      // A missing scope is reported as either, and concerns this data type only.
      failures.add(e);
      notes.add("Without " + dataType + ": " + e.getMessage());
    }
  }

  void failIfNothingWasRead() {
    if (typesRead == 0) {
      throw failures.get(0);
    }
  }

  void addSleepScore(DailySleep sleep) {
    put(sleep, Metric.SLEEP_SCORE, sleep.score());
  }

  void addNight(SleepDay sleep) {
    sleep.mainSleep().ifPresent(this::addNight);
  }

  void addNight(SleepPeriod night) {
    put(night, Metric.SLEEP_HOURS, divide(night.totalSleepDuration(), 3600));
    put(night, Metric.DEEP_SLEEP_MINUTES, divide(night.deepSleepDuration(), 60));
    put(night, Metric.REM_SLEEP_MINUTES, divide(night.remSleepDuration(), 60));
    put(night, Metric.SLEEP_EFFICIENCY_PERCENT, night.efficiency());
    put(night, Metric.LOWEST_HEART_RATE_BPM, night.lowestHeartRate());
    put(night, Metric.AVERAGE_HRV_MS, night.averageHrv());
  }

  void addReadiness(DailyReadiness readiness) {
    put(readiness, Metric.READINESS_SCORE, readiness.score());
    put(readiness, Metric.TEMPERATURE_DEVIATION_CELSIUS, readiness.temperatureDeviation());
  }

  void addActivity(DailyActivity activity) {
    put(activity, Metric.ACTIVITY_SCORE, activity.score());
    put(activity, Metric.STEPS, activity.steps());
    put(activity, Metric.ACTIVE_CALORIES_KCAL, activity.activeCalories());
  }

  void addSpo2(DailySpo2 spo2) {
    Spo2Values values = spo2.spo2Percentage();
    put(spo2, Metric.SPO2_PERCENT, values == null ? null : values.average());
  }

  void addStress(DailyStress stress) {
    put(stress, Metric.STRESS_MINUTES, divide(stress.stressHigh(), 60));
    put(stress, Metric.RECOVERY_MINUTES, divide(stress.recoveryHigh(), 60));
  }

  private void put(Document document, Metric metric, @Nullable Number value) {
    LocalDate day = document.firstDay();
    if (day != null && value != null) {
      days.computeIfAbsent(day, unused -> new EnumMap<>(Metric.class))
          .put(metric, value.doubleValue());
    }
  }

  private static @Nullable Double divide(@Nullable Integer seconds, double divisor) {
    return seconds == null ? null : seconds / divisor;
  }
}
