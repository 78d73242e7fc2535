// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.DateRange;
import io.github.oura4j.ListOptions;
import io.github.oura4j.OuraClient;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.ReadinessContributors;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.timeline.SleepDay;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Prints the latest sleep, readiness and activity scores, with the numbers that explain them. */
@Command(name = "quickstart", description = "Prints last night's sleep, readiness and activity.")
final class Quickstart implements Example {
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

  @Override
  public int run(Context context) {
    try (ClientSetup opened = ClientSetup.open(context)) {
      print(opened.client(), LocalDate.now(opened.zone()), context.out());
    }
    return DONE;
  }

  static void print(OuraClient oura, LocalDate today, PrintStream out) {
    Optional<DailySleep> sleep = newest(oura.dailySleep().list(RECENT));
    Optional<DailyReadiness> readiness = newest(oura.dailyReadiness().list(RECENT));
    Optional<DailyActivity> activity = newest(oura.dailyActivity().list(RECENT, ACTIVITY));
    Optional<SleepPeriod> night =
        sleep
            .map(DailySleep::day)
            .flatMap(day -> SleepDay.of(day, oura.sleep().list(DateRange.of(day))).mainSleep());

    out.println(headline(sleep.map(DailySleep::day).orElse(null), today));
    out.println();
    row(out, "", "day", "score", "");
    row(out, "sleep", day(sleep), score(sleep.map(DailySleep::score)), explainSleep(night));
    row(
        out,
        "readiness",
        day(readiness),
        score(readiness.map(DailyReadiness::score)),
        readiness.map(Quickstart::explainReadiness).orElse(""));
    row(
        out,
        "activity",
        day(activity),
        score(activity.map(DailyActivity::score)),
        activity.map(document -> explainActivity(document, today)).orElse(""));
  }

  private static String headline(@Nullable LocalDate newestNight, LocalDate today) {
    if (newestNight == null) {
      return "No night in the last 30 days. Wear the ring, and sync it with the app.";
    }
    return newestNight.equals(today)
        ? "Last night"
        : "The newest night is not last night's, but that of "
            + newestNight
            + ". Sync the ring with the app for a newer one.";
  }

  private static <T extends Document> Optional<T> newest(List<T> documents) {
    return documents.stream()
        .filter(document -> document.firstDay() != null)
        .max(Comparator.comparing(Document::firstDay));
  }

  private static String explainSleep(Optional<SleepPeriod> night) {
    return night
        .map(
            period ->
                join(
                    describe("%s asleep", duration(period.totalSleepDuration())),
                    describe("deep %s", duration(period.deepSleepDuration())),
                    describe("REM %s", duration(period.remSleepDuration())),
                    describe("efficiency %d %%", period.efficiency()),
                    describe("lowest heart rate %.0f bpm", period.lowestHeartRate()),
                    describe("HRV %.0f ms", period.averageHrv())))
        .orElse("");
  }

  private static String explainReadiness(DailyReadiness readiness) {
    String scores =
        Optional.ofNullable(readiness.contributors()).map(Quickstart::contributorScores).orElse("");
    return join(
        describe("temperature %+.2f °C", readiness.temperatureDeviation()),
        scores.isEmpty() ? "" : "scores: " + scores);
  }

  /** Contributors are scores from 1 to 100, not measurements: this heart rate is not in bpm. */
  private static String contributorScores(ReadinessContributors contributors) {
    return join(
        describe("previous night %d", contributors.previousNight()),
        describe("resting heart rate %d", contributors.restingHeartRate()),
        describe("HRV balance %d", contributors.hrvBalance()),
        describe("activity balance %d", contributors.activityBalance()));
  }

  private static String explainActivity(DailyActivity activity, LocalDate today) {
    return join(
        today.equals(activity.day()) ? "so far" : "",
        describe("%,d steps", activity.steps()),
        describe("%,d m", activity.equivalentWalkingDistance()),
        describe("%d kcal active", activity.activeCalories()),
        describe("medium %s", duration(activity.mediumActivityTime())),
        describe("high %s", duration(activity.highActivityTime())));
  }

  private static void row(PrintStream out, String name, String day, String score, String numbers) {
    out.println("%-10s %-10s %6s  %s".formatted(name, day, score, numbers).stripTrailing());
  }

  private static String day(Optional<? extends Document> document) {
    return document.map(Document::firstDay).map(LocalDate::toString).orElse("-");
  }

  private static String score(Optional<Integer> score) {
    return score.map(String::valueOf).orElse("-");
  }

  private static @Nullable String duration(@Nullable Integer seconds) {
    if (seconds == null) {
      return null;
    }
    int minutes = Math.round(seconds / 60f);
    return minutes < 60 ? minutes + " min" : "%d h %02d min".formatted(minutes / 60, minutes % 60);
  }

  /** Returns an empty string for a value that was not measured. */
  private static String describe(String format, @Nullable Object value) {
    return value == null ? "" : String.format(Locale.ENGLISH, format, value);
  }

  private static String join(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
  }
}
