// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.data;

import io.github.oura4j.DateRange;
import io.github.oura4j.DatedDocuments;
import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.SleepPeriod;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The data of a range of days and of the weeks before, which the range is compared with. A data
 * type that cannot be read costs no other: a token may lack its scope. A class to copy: it depends
 * on no other class of the examples.
 *
 * @param first the first day of the range
 * @param last the last day of the range
 * @param now the time at which the data was fetched, in the person's time zone
 * @param sleep nights and naps
 * @param sleepScores sleep scores
 * @param readiness readiness scores and temperature
 * @param activity activity scores, steps and activity classes
 * @param stress stress and recovery
 * @param spo2 blood oxygen saturation
 * @param heartRate the heart rate of the last complete day and of two weeks before
 */
public record ReportData(
    LocalDate first,
    LocalDate last,
    ZonedDateTime now,
    Fetched<SleepPeriod> sleep,
    Fetched<DailySleep> sleepScores,
    Fetched<DailyReadiness> readiness,
    Fetched<DailyActivity> activity,
    Fetched<DailyStress> stress,
    Fetched<DailySpo2> spo2,
    Fetched<HeartRate> heartRate) {
  /**
   * What Oura sent of a data type, or why it sent nothing.
   *
   * @param <T> the type of the documents or samples
   * @param type the data type
   * @param values the documents or samples
   * @param failure why there are none; null if they were fetched
   */
  public record Fetched<T>(DataType type, List<T> values, @Nullable OuraException failure) {

    static <T> Fetched<T> of(DataType type, Supplier<List<T>> request) {
      try {
        return new Fetched<>(type, request.get(), null);
      } catch (OuraInterruptedException e) {
        throw e;
      } catch (OuraException e) {
        return new Fetched<>(type, List.of(), e);
      }
    }

    /** Returns the data type and the number of values, but no value, which is health data. */
    @Override
    public String toString() {
      return "Fetched[type=" + type + ", count=" + values.size() + "]";
    }
  }

  /** The number of days before the range with which it is compared. */
  public static final int DAYS_BEFORE = 28;

  /** The number of days before the day of the heart rate with which it is compared. */
  public static final int DAYS_BEFORE_HEART_RATE = 14;

  private static final int HOUR_AT_WHICH_ACTIVITY_DAYS_BEGIN = 4;

  /**
   * Fetches the data.
   *
   * @param first the first day
   * @param last the last day, inclusive, which is not in the future
   * @throws OuraException if none of the data types could be fetched
   */
  public static ReportData fetch(OuraClient oura, LocalDate first, LocalDate last) {
    ZonedDateTime now = ZonedDateTime.now(oura.clock());
    DateRange days = DateRange.between(first.minusDays(DAYS_BEFORE), last);
    LocalDate day = heartRateDay(first, last, now.toLocalDate());
    TimeRange times =
        TimeRange.between(
            day.minusDays(DAYS_BEFORE_HEART_RATE).atStartOfDay(now.getZone()).toInstant(),
            day.plusDays(1).atStartOfDay(now.getZone()).toInstant());
    ReportData data =
        new ReportData(
            first,
            last,
            now,
            list(DataType.SLEEP, oura.sleep(), days),
            list(DataType.DAILY_SLEEP, oura.dailySleep(), days),
            list(DataType.DAILY_READINESS, oura.dailyReadiness(), days),
            list(DataType.DAILY_ACTIVITY, oura.dailyActivity(), days),
            list(DataType.DAILY_STRESS, oura.dailyStress(), days),
            list(DataType.DAILY_SPO2, oura.dailySpo2(), days),
            Fetched.of(DataType.HEART_RATE, () -> oura.heartRate().list(times)));
    data.checkAnyFetched();
    return data;
  }

  private static <T extends Document> Fetched<T> list(
      DataType type, DatedDocuments<T> documents, DateRange days) {
    return Fetched.of(type, () -> documents.list(days));
  }

  private static LocalDate heartRateDay(LocalDate first, LocalDate last, LocalDate today) {
    LocalDate complete = last.isBefore(today) ? last : today.minusDays(1);
    return complete.isBefore(first) ? last : complete;
  }

  private void checkAnyFetched() {
    if (failures().size() == all().size() && sleep.failure() != null) {
      throw sleep.failure();
    }
  }

  private List<Fetched<?>> all() {
    return List.of(sleep, sleepScores, readiness, activity, stress, spo2, heartRate);
  }

  /** Returns the data types that could not be fetched, with the reasons. */
  public Map<DataType, String> failures() {
    Map<DataType, String> failures = new LinkedHashMap<>();
    for (Fetched<?> fetched : all()) {
      OuraException failure = fetched.failure();
      if (failure != null) {
        failures.put(fetched.type(), failure.getMessage());
      }
    }
    return failures;
  }

  /** Returns all days of the range. */
  public List<LocalDate> days() {
    return first.datesUntil(last.plusDays(1)).toList();
  }

  /** Returns the last day whose heart rate was fetched: the last complete one, if there is any. */
  public LocalDate heartRateDay() {
    return heartRateDay(first, last, now.toLocalDate());
  }

  /**
   * Returns the first day that is not over: what was counted during that day still grows. Before
   * 04:00 it is yesterday.
   */
  public LocalDate unfinished() {
    return now.toLocalDateTime().minusHours(HOUR_AT_WHICH_ACTIVITY_DAYS_BEGIN).toLocalDate();
  }

  /** Returns the range, but no value, which is health data. */
  @Override
  public String toString() {
    return "ReportData[first=" + first + ", last=" + last + "]";
  }
}
