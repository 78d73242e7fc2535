// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyCardiovascularAge;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailyResilience;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepTime;
import io.github.oura4j.model.Tag;
import io.github.oura4j.model.Vo2Max;
import io.github.oura4j.model.Workout;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dated document types, in the order of their names. */
final class DocumentTypes {
  static final List<DocumentType<?>> ALL =
      List.of(
          daily(
                  "daily_activity",
                  DailyActivity.class,
                  (life, day) -> new Activities(life).of(day),
                  DailyActivity::id,
                  DailyActivity::day)
              .withEndExclusive(),
          daily(
              "daily_cardiovascular_age",
              DailyCardiovascularAge.class,
              (life, day) -> new DailyMeasures(life).cardiovascularAge(day),
              DailyCardiovascularAge::id,
              DailyCardiovascularAge::day),
          daily(
              "daily_readiness",
              DailyReadiness.class,
              (life, day) -> new ReadinessOfDays(life).of(day),
              DailyReadiness::id,
              DailyReadiness::day),
          daily(
                  "daily_resilience",
                  DailyResilience.class,
                  (life, day) -> new DailyMeasures(life).resilience(day),
                  DailyResilience::id,
                  DailyResilience::day)
              .withoutFields(),
          daily(
              "daily_sleep",
              DailySleep.class,
              (life, day) -> new DailySleeps(life).of(day),
              DailySleep::id,
              DailySleep::day),
          daily(
              "daily_spo2",
              DailySpo2.class,
              (life, day) -> new DailyMeasures(life).spo2(day),
              DailySpo2::id,
              DailySpo2::day),
          daily(
              "daily_stress",
              DailyStress.class,
              (life, day) -> new DailyMeasures(life).stress(day),
              DailyStress::id,
              DailyStress::day),
          lasting(
                  "enhanced_tag",
                  EnhancedTag.class,
                  (life, day) -> new Tags(life).enhanced(day),
                  EnhancedTag::id,
                  (life, tag) -> days(tag.startDay(), tag.endDay(), tag.startDay()),
                  Tags.LONGEST_DAYS)
              .withoutFields(),
          lasting(
              "rest_mode_period",
              RestModePeriod.class,
              (life, day) -> new RestModes(life).of(day),
              RestModePeriod::id,
              (life, period) -> days(period.startDay(), period.endDay(), life.today()),
              RestModes.LONGEST_DAYS),
          daily(
              "session",
              Session.class,
              (life, day) -> new Sessions(life).of(day),
              Session::id,
              Session::day),
          daily(
                  "sleep",
                  SleepPeriod.class,
                  (life, day) -> new SleepPeriods(life).of(day),
                  SleepPeriod::id,
                  SleepPeriod::day)
              .withEndExclusive(),
          daily(
              "sleep_time",
              SleepTime.class,
              (life, day) -> new SleepTimes(life).of(day),
              SleepTime::id,
              SleepTime::day),
          daily("tag", Tag.class, (life, day) -> new Tags(life).plain(day), Tag::id, Tag::day)
              .withoutFields(),
          daily(
              "vO2_max",
              Vo2Max.class,
              (life, day) -> new DailyMeasures(life).vo2Max(day),
              Vo2Max::id,
              Vo2Max::day),
          daily(
                  "workout",
                  Workout.class,
                  (life, day) -> new Workouts(life).of(day),
                  Workout::id,
                  Workout::day)
              .filteredBy((life, workout) -> DayRange.single(utcDay(workout.startDatetime())))
              .withEndExclusive());

  private DocumentTypes() {}

  static Optional<DocumentType<?>> at(String path) {
    return ALL.stream().filter(type -> type.path().equals(path)).findFirst();
  }

  @SuppressWarnings("unchecked") // The type's model is the class that was asked for.
  static <T> DocumentType<T> of(Class<T> model) {
    return (DocumentType<T>)
        ALL.stream()
            .filter(type -> type.model().equals(model))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(model.getSimpleName() + " is no dated document"));
  }

  private static <T> DocumentType<T> daily(
      String path,
      Class<T> model,
      BiFunction<Life, LocalDate, List<T>> ofDay,
      Function<T, @Nullable String> id,
      Function<T, @Nullable LocalDate> day) {
    return lasting(
        path,
        model,
        ofDay,
        id,
        (life, document) -> DayRange.single(present(day.apply(document))),
        0);
  }

  private static <T> DocumentType<T> lasting(
      String path,
      Class<T> model,
      BiFunction<Life, LocalDate, List<T>> ofDay,
      Function<T, @Nullable String> id,
      BiFunction<Life, T, DayRange> days,
      int longestDays) {
    Function<T, String> presentId = document -> present(id.apply(document));
    return new DocumentType<>(path, model, ofDay, presentId, days, days, false, true, longestDays);
  }

  private static DayRange days(
      @Nullable LocalDate start, @Nullable LocalDate end, @Nullable LocalDate endIfOpen) {
    return new DayRange(present(start), present(end == null ? endIfOpen : end));
  }

  private static LocalDate utcDay(@Nullable OffsetDateTime start) {
    return present(start).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }

  /** What the simulator itself has always set. */
  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a simulated document lacks its id or day");
    }
    return value;
  }
}
