// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.model.DailyActivity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The time that was spent in an activity class, in hours by day.
 *
 * @param name the name of the class
 * @param cssClass the class of its marks, which has a color
 * @param hours the hours by day, of the days that have a value
 */
record ActivityShare(String name, String cssClass, Map<LocalDate, Double> hours) {
  private static final double SECONDS_PER_HOUR = 3600;

  /** Returns the activity classes, the most active first. */
  static List<ActivityShare> all(ReportData data) {
    return List.of(
        share(data, "high", DailyActivity::highActivityTime),
        share(data, "medium", DailyActivity::mediumActivityTime),
        share(data, "low", DailyActivity::lowActivityTime),
        share(data, "inactive", DailyActivity::sedentaryTime),
        share(data, "rest", DailyActivity::restingTime),
        share(data, "not worn", DailyActivity::nonWearTime));
  }

  private static ActivityShare share(
      ReportData data, String name, Function<DailyActivity, @Nullable Integer> seconds) {
    Map<LocalDate, Double> hours = new TreeMap<>();
    for (DailyActivity activity : data.activity().values()) {
      LocalDate day = activity.day();
      Integer value = seconds.apply(activity);
      boolean isInRange = day != null && !day.isBefore(data.first()) && !day.isAfter(data.last());
      if (isInRange && value != null) {
        hours.put(day, value / SECONDS_PER_HOUR);
      }
    }
    return new ActivityShare(name, "class-" + name.replace(' ', '-'), hours);
  }

  /** Returns the class and the number of days, but no value, which is health data. */
  @Override
  public String toString() {
    return "ActivityShare[name=" + name + ", count=" + hours.size() + "]";
  }
}
