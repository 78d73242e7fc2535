// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Converts the encoded strings and sample series of Oura's documents to {@link Timeline}s, whose
 * values have times.
 *
 * <p>Oura encodes some time series as a string with one character per step, for example {@code
 * sleep_phase_30_sec}, others as a {@link SampleSeries} of numbers with an interval in seconds.
 *
 * <p>Each method returns {@link Optional#empty()} if the document has no such string or series, or
 * no timestamp at which it starts. An empty string results in a timeline without steps.
 */
public final class Timelines {
  private static final Duration THIRTY_SECONDS = Duration.ofSeconds(30);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final double NANOS_PER_SECOND = 1e9;

  private Timelines() {}

  /**
   * Returns the sleep phases of a period (its hypnogram) in the finest resolution that the document
   * has: {@link #sleepPhases30Seconds}, otherwise {@link #sleepPhases5Minutes}, otherwise {@link
   * #appSleepPhases5Minutes}. {@link Timeline#step()} returns the resolution.
   *
   * @param period a sleep period, such as a night or a nap
   * @return the first of the three that has steps, or empty if none has
   */
  public static Optional<Timeline<SleepPhase>> sleepPhases(SleepPeriod period) {
    return sleepPhases30Seconds(period)
        .filter(Predicate.not(Timeline::isEmpty))
        .or(() -> sleepPhases5Minutes(period).filter(Predicate.not(Timeline::isEmpty)))
        .or(() -> appSleepPhases5Minutes(period).filter(Predicate.not(Timeline::isEmpty)));
  }

  /**
   * Returns the sleep phases of a period in steps of 30 seconds: {@code sleep_phase_30_sec}, which
   * starts at the start of bedtime.
   *
   * @param period a sleep period, such as a night or a nap
   * @return the phases, or empty if the document lacks them or the start of bedtime
   */
  public static Optional<Timeline<SleepPhase>> sleepPhases30Seconds(SleepPeriod period) {
    return sleepPhases(period, period.sleepPhase30Sec(), THIRTY_SECONDS);
  }

  /**
   * Returns the sleep phases of a period in steps of five minutes: {@code sleep_phase_5_min}, which
   * starts at the start of bedtime. The last step can extend beyond the end of bedtime.
   *
   * @param period a sleep period, such as a night or a nap
   * @return the phases, or empty if the document lacks them or the start of bedtime
   */
  public static Optional<Timeline<SleepPhase>> sleepPhases5Minutes(SleepPeriod period) {
    return sleepPhases(period, period.sleepPhase5Min(), FIVE_MINUTES);
  }

  /**
   * Returns the sleep phases of a period as Oura's app displays them, in steps of five minutes:
   * {@code app_sleep_phase_5_min}, which starts at the start of bedtime. Oura has announced that it
   * will remove this property.
   *
   * @param period a sleep period, such as a night or a nap
   * @return the phases, or empty if the document lacks them or the start of bedtime
   */
  public static Optional<Timeline<SleepPhase>> appSleepPhases5Minutes(SleepPeriod period) {
    return sleepPhases(period, period.appSleepPhase5Min(), FIVE_MINUTES);
  }

  /**
   * Returns the movement during a period in steps of 30 seconds: {@code movement_30_sec}, which
   * starts at the start of bedtime.
   *
   * @param period a sleep period, such as a night or a nap
   * @return the movement, or empty if the document lacks it or the start of bedtime
   */
  public static Optional<Timeline<Movement>> movement30Seconds(SleepPeriod period) {
    return characters(
        period.bedtimeStart(),
        THIRTY_SECONDS,
        period.movement30Sec(),
        code -> Movement.of((char) code));
  }

  /**
   * Returns the activity classes of a day in steps of five minutes: {@code class_5_min}, which
   * starts at the document's timestamp. This is 4 a.m. of that day in the person's time zone. When
   * daylight saving time begins or ends, the day has 12 steps fewer or more.
   *
   * @param activity the activity of a day
   * @return the classes, or empty if the document lacks them or the timestamp
   */
  public static Optional<Timeline<ActivityClass>> activityClasses(DailyActivity activity) {
    return characters(
        activity.timestamp(),
        FIVE_MINUTES,
        activity.class5Min(),
        code -> ActivityClass.of((char) code));
  }

  /**
   * Returns the energy expenditure during a day in MET (metabolic equivalents), where 1 is the
   * expenditure of the body at rest; usually one value per minute.
   *
   * @param activity the activity of a day
   * @return the samples, or empty if the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> met(DailyActivity activity) {
    return samples(activity.met());
  }

  /**
   * Returns the heart rate during a period in beats per minute; usually one value per five minutes.
   *
   * @param period a sleep period, such as a night or a nap
   * @return the samples, or empty if the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> heartRate(SleepPeriod period) {
    return samples(period.heartRate());
  }

  /**
   * Returns the heart rate during a session in beats per minute.
   *
   * @param session a session
   * @return the samples, or empty if the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> heartRate(Session session) {
    return samples(session.heartRate());
  }

  /**
   * Returns the heart rate variability during a period in milliseconds (rMSSD); usually one value
   * per five minutes.
   *
   * @param period a sleep period, such as a night or a nap
   * @return the samples, or empty if the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> hrv(SleepPeriod period) {
    return samples(period.hrv());
  }

  /**
   * Returns the heart rate variability during a session in milliseconds (rMSSD).
   *
   * @param session a session
   * @return the samples, or empty if the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> hrv(Session session) {
    return samples(session.heartRateVariability());
  }

  /**
   * Returns the movement of the hand during a session, as motion counts without a unit.
   *
   * @param session a session
   * @return the samples, or empty if the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> motionCount(Session session) {
    return samples(session.motionCount());
  }

  /**
   * Returns the values of a sample series with their times. Nulls keep their positions: nothing
   * could be measured at those times. The interval, which is in seconds, is rounded to nanoseconds.
   *
   * @param series the series, or null if the document has none
   * @return the samples, or empty if there is no series, or if it has no items or no timestamp
   * @throws IllegalArgumentException if the series has no interval, or one that is not a positive
   *     number of seconds, so that the times of its values are unknown
   */
  public static Optional<Timeline<Double>> samples(@Nullable SampleSeries series) {
    if (series == null) {
      return Optional.empty();
    }
    OffsetDateTime start = series.timestamp();
    List<@Nullable Double> items = series.items();
    return start == null || items == null
        ? Optional.empty()
        : Optional.of(new Timeline<>(start, step(series.interval()), items));
  }

  private static Duration step(@Nullable Double interval) {
    if (interval == null) {
      throw new IllegalArgumentException(
          "The sample series has no interval, so the times of its values are unknown.");
    }
    long nanos = Math.round(interval * NANOS_PER_SECOND);
    if (nanos <= 0 || nanos == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The interval of the sample series is not a usable positive number of seconds, so the times"
              + " of its values are unknown.");
    }
    return Duration.ofNanos(nanos);
  }

  private static Optional<Timeline<SleepPhase>> sleepPhases(
      SleepPeriod period, @Nullable String phases, Duration step) {
    return characters(period.bedtimeStart(), step, phases, code -> SleepPhase.of((char) code));
  }

  private static <T> Optional<Timeline<T>> characters(
      @Nullable OffsetDateTime start,
      Duration step,
      @Nullable String text,
      IntFunction<T> decoder) {
    return start == null || text == null
        ? Optional.empty()
        : Optional.of(new Timeline<>(start, step, text.chars().mapToObj(decoder).toList()));
  }
}
