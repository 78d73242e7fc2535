// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Spo2Values;
import io.github.oura4j.timeline.SleepDay;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The measures that the data contains, each as a series of days.
 *
 * @param data the data
 * @param nights the main sleep of each day
 */
record Measures(ReportData data, List<SleepPeriod> nights) {
  private static final double SECONDS_PER_HOUR = 3600;

  static Measures of(ReportData data) {
    List<SleepPeriod> nights =
        SleepDay.of(data.sleep().values()).stream()
            .map(SleepDay::mainSleep)
            .flatMap(Optional::stream)
            .toList();
    return new Measures(data, nights);
  }

  DailySeries sleepScore() {
    return DailySeries.of(
        Measure.SLEEP_SCORE, data, data.sleepScores().values(), DailySleep::day, DailySleep::score);
  }

  DailySeries readinessScore() {
    return readiness(Measure.READINESS_SCORE, DailyReadiness::score);
  }

  DailySeries temperature() {
    return readiness(Measure.TEMPERATURE, DailyReadiness::temperatureDeviation);
  }

  private DailySeries readiness(
      Measure measure, Function<DailyReadiness, ? extends @Nullable Number> value) {
    return DailySeries.of(measure, data, data.readiness().values(), DailyReadiness::day, value);
  }

  DailySeries timeAsleep() {
    return night(Measure.TIME_ASLEEP, night -> hours(night.totalSleepDuration()));
  }

  DailySeries restingHeartRate() {
    return night(Measure.RESTING_HEART_RATE, SleepPeriod::lowestHeartRate);
  }

  DailySeries hrv() {
    return night(Measure.HRV, SleepPeriod::averageHrv);
  }

  private DailySeries night(
      Measure measure, Function<SleepPeriod, ? extends @Nullable Number> value) {
    return DailySeries.of(measure, data, nights, SleepPeriod::day, value);
  }

  DailySeries activityScore() {
    return activity(Measure.ACTIVITY_SCORE, DailyActivity::score);
  }

  DailySeries steps() {
    return activity(Measure.STEPS, DailyActivity::steps);
  }

  DailySeries activeTime() {
    return activity(Measure.ACTIVE_TIME, Measures::activeHours);
  }

  private static @Nullable Double activeHours(DailyActivity activity) {
    Double medium = hours(activity.mediumActivityTime());
    Double high = hours(activity.highActivityTime());
    return medium == null || high == null ? null : Double.valueOf(medium + high);
  }

  private DailySeries activity(
      Measure measure, Function<DailyActivity, ? extends @Nullable Number> value) {
    return DailySeries.of(measure, data, data.activity().values(), DailyActivity::day, value)
        .unfinishedFrom(data.unfinished());
  }

  DailySeries stress() {
    return stress(Measure.STRESS, DailyStress::stressHigh);
  }

  DailySeries recovery() {
    return stress(Measure.RECOVERY, DailyStress::recoveryHigh);
  }

  private DailySeries stress(Measure measure, Function<DailyStress, @Nullable Integer> seconds) {
    return DailySeries.of(
            measure,
            data,
            data.stress().values(),
            DailyStress::day,
            stress -> hours(seconds.apply(stress)))
        .unfinishedFrom(data.unfinished());
  }

  DailySeries spo2() {
    return DailySeries.of(
        Measure.SPO2, data, data.spo2().values(), DailySpo2::day, Measures::average);
  }

  private static @Nullable Double average(DailySpo2 spo2) {
    Spo2Values values = spo2.spo2Percentage();
    return values == null ? null : values.average();
  }

  private static @Nullable Double hours(@Nullable Integer seconds) {
    return seconds == null ? null : Double.valueOf(seconds / SECONDS_PER_HOUR);
  }

  /** Returns the number of nights, but no value, which is health data. */
  @Override
  public String toString() {
    return "Measures[nights=" + nights.size() + "]";
  }
}
