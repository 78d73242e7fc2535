// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import io.github.oura4j.DateRange;
import io.github.oura4j.ListOptions;
import io.github.oura4j.OuraClient;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.timeline.SleepDay;

/** Reads the daily figures of a range from the data types that contain them. */
final class DailyMetrics {
  /** Leaves out the samples of each minute, which are most of the response. */
  private static final ListOptions ACTIVITY =
      ListOptions.fields("score", "steps", "active_calories");

  private static final ListOptions SLEEP =
      ListOptions.fields(
          "type",
          "total_sleep_duration",
          "time_in_bed",
          "bedtime_start",
          "deep_sleep_duration",
          "rem_sleep_duration",
          "efficiency",
          "lowest_heart_rate",
          "average_hrv");

  private final OuraClient client;

  DailyMetrics(OuraClient client) {
    this.client = client;
  }

  /**
   * Reads a range. A data type that the access token may not read is left out, and the reason is
   * among the notes.
   *
   * @throws OuraException if nothing can be read
   */
  DailyFigures read(DayRange range) {
    DailyFigures result = new DailyFigures(ActivityDay.current(client.clock()));
    DateRange dates = range.dates();
    result.add("daily_sleep", () -> client.dailySleep().list(dates).forEach(result::addSleepScore));
    result.add(
        "sleep", () -> SleepDay.of(client.sleep().list(dates, SLEEP)).forEach(result::addNight));
    result.add(
        "daily_readiness", () -> client.dailyReadiness().list(dates).forEach(result::addReadiness));
    result.add(
        "daily_activity",
        () -> client.dailyActivity().list(dates, ACTIVITY).forEach(result::addActivity));
    result.add("daily_spo2", () -> client.dailySpo2().list(dates).forEach(result::addSpo2));
    result.add("daily_stress", () -> client.dailyStress().list(dates).forEach(result::addStress));
    result.failIfNothingWasRead();
    return result;
  }
}
