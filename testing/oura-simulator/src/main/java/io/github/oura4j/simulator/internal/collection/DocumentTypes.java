// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyCardiovascularAge;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailyResilience;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepTime;
import io.github.oura4j.model.Tag;
import io.github.oura4j.model.Vo2Max;
import io.github.oura4j.model.Workout;
import io.github.oura4j.simulator.internal.person.DailyActivities;
import io.github.oura4j.simulator.internal.person.DailyMeasures;
import io.github.oura4j.simulator.internal.person.DailySleeps;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.person.ReadinessScores;
import io.github.oura4j.simulator.internal.person.RestModes;
import io.github.oura4j.simulator.internal.person.Sessions;
import io.github.oura4j.simulator.internal.person.SleepPeriods;
import io.github.oura4j.simulator.internal.person.SleepTimes;
import io.github.oura4j.simulator.internal.person.Tags;
import io.github.oura4j.simulator.internal.person.Workouts;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of the document types whose documents belong to days, in alphabetical order. What a
 * data type is, {@link DataType} tells; this is where its documents come from.
 */
public final class DocumentTypes {
  /** All document types. */
  public static final List<DocumentType<?>> ALL =
      List.of(
          daily(
                  DataType.DAILY_ACTIVITY,
                  (person, day) -> new DailyActivities(person).of(day),
                  DailyActivity::id,
                  DailyActivity::day)
              .withEndExclusive(),
          daily(
              DataType.DAILY_CARDIOVASCULAR_AGE,
              (person, day) -> new DailyMeasures(person).cardiovascularAge(day),
              DailyCardiovascularAge::id,
              DailyCardiovascularAge::day),
          daily(
              DataType.DAILY_READINESS,
              (person, day) -> new ReadinessScores(person).of(day),
              DailyReadiness::id,
              DailyReadiness::day),
          daily(
                  DataType.DAILY_RESILIENCE,
                  (person, day) -> new DailyMeasures(person).resilience(day),
                  DailyResilience::id,
                  DailyResilience::day)
              .withoutFields(),
          daily(
              DataType.DAILY_SLEEP,
              (person, day) -> new DailySleeps(person).of(day),
              DailySleep::id,
              DailySleep::day),
          daily(
              DataType.DAILY_SPO2,
              (person, day) -> new DailyMeasures(person).spo2(day),
              DailySpo2::id,
              DailySpo2::day),
          daily(
              DataType.DAILY_STRESS,
              (person, day) -> new DailyMeasures(person).stress(day),
              DailyStress::id,
              DailyStress::day),
          spanning(
                  DataType.ENHANCED_TAG,
                  (person, day) -> new Tags(person).enhanced(day),
                  EnhancedTag::id,
                  (person, tag) -> days(tag.startDay(), tag.endDay(), tag.startDay()),
                  Tags.MAX_DAYS)
              .withoutFields(),
          spanning(
              DataType.REST_MODE_PERIOD,
              (person, day) -> new RestModes(person).of(day),
              RestModePeriod::id,
              (person, period) ->
                  days(
                      period.startDay(),
                      period.endDay(),
                      later(present(period.startDay()), person.today())),
              RestModes.MAX_DAYS),
          daily(
              DataType.SESSION,
              (person, day) -> new Sessions(person).of(day),
              Session::id,
              Session::day),
          daily(
                  DataType.SLEEP,
                  (person, day) -> new SleepPeriods(person).of(day),
                  SleepPeriod::id,
                  SleepPeriod::day)
              .withEndExclusive(),
          daily(
              DataType.SLEEP_TIME,
              (person, day) -> new SleepTimes(person).of(day),
              SleepTime::id,
              SleepTime::day),
          daily(DataType.TAG, (person, day) -> new Tags(person).plain(day), Tag::id, Tag::day)
              .withoutFields(),
          daily(
              DataType.VO2_MAX,
              (person, day) -> new DailyMeasures(person).vo2Max(day),
              Vo2Max::id,
              Vo2Max::day),
          daily(
                  DataType.WORKOUT,
                  (person, day) -> new Workouts(person).of(day),
                  Workout::id,
                  Workout::day)
              .filteredBy((person, workout) -> DayRange.single(utcDay(workout.startDatetime())))
              .withEndExclusive());

  private DocumentTypes() {}

  /** Returns the document type of a data type. */
  public static Optional<DocumentType<?>> of(DataType dataType) {
    return ALL.stream().filter(type -> type.dataType() == dataType).findFirst();
  }

  /** Returns the document type with a model class. */
  @SuppressWarnings("unchecked") // The model of the type that is found is this class.
  public static <T> DocumentType<T> of(Class<T> model) {
    return (DocumentType<T>)
        ALL.stream()
            .filter(type -> type.dataType().documentType().equals(model))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        model.getSimpleName()
                            + " is not a type of documents that belong to a day"));
  }

  private static <T> DocumentType<T> daily(
      DataType dataType,
      BiFunction<PersonModel, LocalDate, List<T>> ofDay,
      Function<T, @Nullable String> id,
      Function<T, @Nullable LocalDate> day) {
    return spanning(
        dataType,
        ofDay,
        id,
        (person, document) -> DayRange.single(present(day.apply(document))),
        0);
  }

  private static <T> DocumentType<T> spanning(
      DataType dataType,
      BiFunction<PersonModel, LocalDate, List<T>> ofDay,
      Function<T, @Nullable String> id,
      BiFunction<PersonModel, T, DayRange> days,
      int maxDays) {
    Function<T, String> presentId = document -> present(id.apply(document));
    return new DocumentType<>(dataType, ofDay, presentId, days, days, false, true, maxDays);
  }

  private static DayRange days(
      @Nullable LocalDate start, @Nullable LocalDate end, @Nullable LocalDate endIfOngoing) {
    return new DayRange(present(start), present(end == null ? endIfOngoing : end));
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate utcDay(@Nullable OffsetDateTime start) {
    return present(start).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }

  /** The models declare every property as nullable, but the simulator always sets these. */
  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a simulated document has no id or no day");
    }
    return value;
  }
}
