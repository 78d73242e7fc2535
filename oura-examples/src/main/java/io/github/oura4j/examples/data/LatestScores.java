// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.data;

import io.github.oura4j.DateRange;
import io.github.oura4j.ListOptions;
import io.github.oura4j.OuraClient;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.timeline.SleepDay;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The newest scores of the last 30 days, each of which can have a day of its own. A class to copy:
 * it depends on no other class of the examples.
 *
 * @param sleep the newest sleep score
 * @param night the night of the sleep score
 * @param readiness the newest readiness score
 * @param activity the newest activity score
 */
public record LatestScores(
    Optional<DailySleep> sleep,
    Optional<SleepPeriod> night,
    Optional<DailyReadiness> readiness,
    Optional<DailyActivity> activity) {
  private static final DateRange RECENT = DateRange.lastDays(30);

  /** Leaves out the time series of each minute's activity, which is most of the response. */
  private static final ListOptions ACTIVITY =
      ListOptions.fields(
          "score",
          "steps",
          "active_calories",
          "equivalent_walking_distance",
          "high_activity_time",
          "medium_activity_time");

  /** Reads the scores. */
  public static LatestScores of(OuraClient oura) {
    Optional<DailySleep> sleep = newest(oura.dailySleep().list(RECENT));
    return new LatestScores(
        sleep,
        sleep
            .map(DailySleep::day)
            .flatMap(day -> SleepDay.of(day, oura.sleep().list(DateRange.of(day))).mainSleep()),
        newest(oura.dailyReadiness().list(RECENT)),
        newest(oura.dailyActivity().list(RECENT, ACTIVITY)));
  }

  private static <T extends Document> Optional<T> newest(List<T> documents) {
    return documents.stream()
        .filter(document -> document.firstDay() != null)
        .max(Comparator.comparing(Document::firstDay));
  }

  /** Returns no health data. */
  @Override
  public String toString() {
    return "LatestScores";
  }
}
