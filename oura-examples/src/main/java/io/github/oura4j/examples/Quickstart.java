// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.examples.data.LatestScores;
import io.github.oura4j.examples.terminal.Durations;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.ReadinessContributors;
import io.github.oura4j.model.SleepPeriod;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the latest sleep, readiness and activity scores, with the numbers that explain them. */
@Command(name = "quickstart", description = "Prints last night's sleep, readiness and activity.")
final class Quickstart implements Example {
  @Option(names = "--json", description = "Print the scores as JSON.")
  private boolean isJson;

  @Override
  public int run(Context context) {
    try (ClientSetup opened = ClientSetup.open(context)) {
      LatestScores scores = LatestScores.of(opened.client());
      if (isJson) {
        context.out().print(Json.print(json(scores, opened.source())));
      } else {
        print(scores, opened.today(), context.out());
      }
    }
    return DONE;
  }

  static void print(LatestScores scores, LocalDate today, PrintStream out) {
    Optional<DailySleep> sleep = scores.sleep();
    Optional<DailyReadiness> readiness = scores.readiness();
    Optional<DailyActivity> activity = scores.activity();
    out.println(headline(sleep.map(DailySleep::day).orElse(null), today));
    out.println();
    row(out, "", "day", "score", "");
    row(
        out,
        "sleep",
        day(sleep),
        score(sleep.map(DailySleep::score)),
        explainSleep(scores.night()));
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

  private static String explainSleep(Optional<SleepPeriod> night) {
    return night
        .map(
            period ->
                join(
                    describe("%s asleep", Durations.text(period.totalSleepDuration())),
                    describe("deep %s", Durations.text(period.deepSleepDuration())),
                    describe("REM %s", Durations.text(period.remSleepDuration())),
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
        describe("medium %s", Durations.text(activity.mediumActivityTime())),
        describe("high %s", Durations.text(activity.highActivityTime())));
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

  /** Returns an empty string for a value that was not measured. */
  private static String describe(String format, @Nullable Object value) {
    return value == null ? "" : String.format(Locale.ENGLISH, format, value);
  }

  private static String join(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
  }

  private static ObjectNode json(LatestScores scores, String source) {
    ObjectNode json = Json.object().put("source", source);
    json.set("sleep", scores.sleep().map(sleep -> Json.select(sleep, "day", "score")).orElse(null));
    json.set("night", scores.night().map(Quickstart::json).orElse(null));
    json.set("readiness", scores.readiness().map(Quickstart::json).orElse(null));
    json.set("activity", scores.activity().map(Quickstart::json).orElse(null));
    return json;
  }

  private static ObjectNode json(SleepPeriod night) {
    return Json.select(
        night,
        "total_sleep_duration",
        "deep_sleep_duration",
        "rem_sleep_duration",
        "efficiency",
        "lowest_heart_rate",
        "average_hrv");
  }

  private static ObjectNode json(DailyReadiness readiness) {
    ObjectNode json = Json.select(readiness, "day", "score", "temperature_deviation");
    ReadinessContributors contributors = readiness.contributors();
    json.set(
        "contributors",
        contributors == null
            ? null
            : Json.select(
                contributors,
                "previous_night",
                "resting_heart_rate",
                "hrv_balance",
                "activity_balance"));
    return json;
  }

  private static ObjectNode json(DailyActivity activity) {
    return Json.select(
        activity,
        "day",
        "score",
        "steps",
        "equivalent_walking_distance",
        "active_calories",
        "medium_activity_time",
        "high_activity_time");
  }
}
