// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.dflib.Exp.$date;
import static org.dflib.Exp.$double;
import static org.dflib.Exp.$int;
import static org.dflib.Exp.$offsetDateTime;
import static org.dflib.Exp.$str;
import static org.dflib.Exp.count;

import io.github.oura4j.DateRange;
import io.github.oura4j.OuraClient;
import io.github.oura4j.dataframe.OuraFrames;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Workout;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import org.dflib.DataFrame;
import org.dflib.Exp;
import org.dflib.Printers;
import org.dflib.Series;
import org.dflib.window.WindowRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Answers a question with data frames: does a late workout cost deep sleep? */
@Command(
    name = "dataframe",
    description = "Answers a question with data frames: does a late workout cost deep sleep?")
final class LateWorkouts implements Example {
  private static final int DAYS = 90;
  private static final int ROWS = 6;
  private static final int LATE_HOUR = 19;
  private static final WindowRange LAST_SEVEN_ROWS = WindowRange.of(6, 0);

  @Override
  public int run(Context context) {
    try (ClientSetup opened = ClientSetup.open(context)) {
      print(opened.client(), opened.today(), context.out());
    }
    return DONE;
  }

  static void print(OuraClient oura, LocalDate today, PrintStream out) {
    List<LocalDate> days = today.minusDays(DAYS - 1).datesUntil(today.plusDays(1)).toList();
    DateRange range = DateRange.between(days.get(0), today);
    DataFrame nights = nights(days, oura.sleep().list(range), oura.workout().list(range));
    out.println("Deep sleep of the last nights in minutes, and its mean over seven days.");
    out.println("The hour is that in which the last workout of the day before ended.");
    out.println(Printers.tabular.toString(nights.tail(ROWS)));
    out.println();
    out.println("Nights of " + DAYS + " days after a late workout, which ends at 19:00 or later:");
    out.println(Printers.tabular.toString(byWorkout(nights)));
  }

  /** Returns a row for each day: with missing days, the mean of seven rows is that of a week. */
  static DataFrame nights(List<LocalDate> days, List<SleepPeriod> sleep, List<Workout> workouts) {
    DataFrame deep =
        OuraFrames.of(sleep, SleepPeriod.class)
            .rows($str("type").eq("long_sleep").and($int("deep_sleep_duration").isNotNull()))
            .select()
            .group("day")
            .agg($date("day").first().as("day"), minutes("deep_sleep_duration").as("deep"));
    DataFrame latest =
        OuraFrames.of(workouts, Workout.class)
            .cols("day", "hour")
            .select($date("day").plusDays(1), $offsetDateTime("end_datetime").hour())
            .group("day")
            .agg($date("day").first().as("day"), $int("hour").max().as("hour"));
    return DataFrame.byColumn("day")
        .of(Series.ofIterable(days))
        .leftJoin(deep)
        .on("day")
        .colsExcept("day_")
        .select()
        .leftJoin(latest)
        .on("day")
        .colsExcept("day_")
        .select()
        .over()
        .range(LAST_SEVEN_ROWS)
        .merge(mean("deep").as("week"));
  }

  /** Returns a row for each kind of day before the night, with means over its nights. */
  static DataFrame byWorkout(DataFrame nights) {
    return nights
        .rows($int("deep").isNotNull())
        .select()
        .cols("workout")
        .merge($int("hour").mapVal(LateWorkouts::kind, false))
        .cols("difference")
        .merge($int("deep").sub($double("week")))
        .group("workout")
        .agg(
            $str("workout").first().as("workout"),
            count().as("nights"),
            mean("deep").as("deep"),
            mean("difference").as("difference_to_week"));
  }

  private static Exp<Integer> minutes(String seconds) {
    return $int(seconds).sum().mapVal(total -> total.intValue() / 60);
  }

  /** Returns the mean of what is not null, with one decimal. */
  private static Exp<Double> mean(String column) {
    return $double(column)
        .avg($double(column).isNotNull())
        .mapVal(mean -> Math.round(mean.doubleValue() * 10) / 10.0);
  }

  private static String kind(@Nullable Integer hour) {
    if (hour == null) {
      return "none";
    }
    return hour < LATE_HOUR ? "earlier" : "late";
  }
}
