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
 * The strings and sample series of Oura's documents, as values with their times.
 *
 * <p>A timeline is empty-handed, {@link Optional#empty()}, when the document has no such string or
 * series, or not the moment at which it starts. A string of no characters is there, and gives a
 * timeline without a step.
 */
public final class Timelines {
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final double NANOS_PER_SECOND = 1e9;

  private Timelines() {}

  /**
   * Returns the hypnogram of a period, as fine as the document has it: the phases of every 30
   * seconds, else those of every five minutes, else those that the app draws. {@link
   * Timeline#step()} tells which it is.
   *
   * @param period a night or a nap
   * @return the first of the three that has a step; empty when none has
   */
  public static Optional<Timeline<SleepPhase>> sleepPhases(SleepPeriod period) {
    return sleepPhases30Seconds(period)
        .filter(Predicate.not(Timeline::isEmpty))
        .or(() -> sleepPhases5Minutes(period).filter(Predicate.not(Timeline::isEmpty)))
        .or(() -> appSleepPhases5Minutes(period).filter(Predicate.not(Timeline::isEmpty)));
  }

  /**
   * Returns the phase of every 30 seconds of a period: {@code sleep_phase_30_sec} from the start of
   * bedtime.
   *
   * @param period a night or a nap
   * @return the phases; empty when the document lacks them or the start
   */
  public static Optional<Timeline<SleepPhase>> sleepPhases30Seconds(SleepPeriod period) {
    return sleepPhases(period, period.sleepPhase30Sec(), HALF_A_MINUTE);
  }

  /**
   * Returns the phase of every five minutes of a period: {@code sleep_phase_5_min} from the start
   * of bedtime. The last step may reach beyond the end of bedtime.
   *
   * @param period a night or a nap
   * @return the phases; empty when the document lacks them or the start
   */
  public static Optional<Timeline<SleepPhase>> sleepPhases5Minutes(SleepPeriod period) {
    return sleepPhases(period, period.sleepPhase5Min(), FIVE_MINUTES);
  }

  /**
   * Returns the phase of every five minutes of a period as the app draws it: {@code
   * app_sleep_phase_5_min} from the start of bedtime. Oura has announced that it will go away.
   *
   * @param period a night or a nap
   * @return the phases; empty when the document lacks them or the start
   */
  public static Optional<Timeline<SleepPhase>> appSleepPhases5Minutes(SleepPeriod period) {
    return sleepPhases(period, period.appSleepPhase5Min(), FIVE_MINUTES);
  }

  /**
   * Returns the movement in every 30 seconds of a period: {@code movement_30_sec} from the start of
   * bedtime.
   *
   * @param period a night or a nap
   * @return the movement; empty when the document lacks it or the start
   */
  public static Optional<Timeline<Movement>> movement30Seconds(SleepPeriod period) {
    return characters(
        period.bedtimeStart(),
        HALF_A_MINUTE,
        period.movement30Sec(),
        code -> Movement.of((char) code));
  }

  /**
   * Returns the activity class of every five minutes of a day: {@code class_5_min} from the
   * document's time stamp, which is 4 a.m. of the day in the person's own time. A day with a change
   * of the clocks has an hour of steps more or less.
   *
   * @param activity the activity of a day
   * @return the classes; empty when the document lacks them or the time stamp
   */
  public static Optional<Timeline<ActivityClass>> activityClasses(DailyActivity activity) {
    return characters(
        activity.timestamp(),
        FIVE_MINUTES,
        activity.class5Min(),
        code -> ActivityClass.of((char) code));
  }

  /**
   * Returns the energy use through a day, in MET, where 1 is the body at complete rest; as a rule
   * one value a minute.
   *
   * @param activity the activity of a day
   * @return the samples; empty when the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> met(DailyActivity activity) {
    return samples(activity.met());
  }

  /**
   * Returns the heart rate through a period, in beats per minute; as a rule one value for every
   * five minutes.
   *
   * @param period a night or a nap
   * @return the samples; empty when the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> heartRate(SleepPeriod period) {
    return samples(period.heartRate());
  }

  /**
   * Returns the heart rate through a session, in beats per minute.
   *
   * @param session a session
   * @return the samples; empty when the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> heartRate(Session session) {
    return samples(session.heartRate());
  }

  /**
   * Returns the heart rate variability through a period, in milliseconds (rMSSD); as a rule one
   * value for every five minutes.
   *
   * @param period a night or a nap
   * @return the samples; empty when the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> hrv(SleepPeriod period) {
    return samples(period.hrv());
  }

  /**
   * Returns the heart rate variability through a session, in milliseconds (rMSSD).
   *
   * @param session a session
   * @return the samples; empty when the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> hrv(Session session) {
    return samples(session.heartRateVariability());
  }

  /**
   * Returns how much the hand moved through a session, as counts.
   *
   * @param session a session
   * @return the samples; empty when the document lacks them
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static Optional<Timeline<Double>> motionCount(Session session) {
    return samples(session.motionCount());
  }

  /**
   * Returns the values of any sample series with their times. Nulls stay where they are: nothing
   * could be measured there. The interval is taken to the nearest nanosecond.
   *
   * @param series the series; null, as the documents answer it, for none
   * @return the samples; empty without a series, its items or its time stamp
   * @throws IllegalArgumentException if the series has no interval, or one that is not a positive
   *     number of seconds: its values have no times then
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
          "The sample series has no interval, so its values have no times.");
    }
    long nanos = Math.round(interval * NANOS_PER_SECOND);
    if (nanos <= 0 || nanos == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The interval of the sample series is no positive number of seconds that time can be"
              + " counted in, so its values have no times.");
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
      IntFunction<T> meaning) {
    return start == null || text == null
        ? Optional.empty()
        : Optional.of(new Timeline<>(start, step, text.chars().mapToObj(meaning).toList()));
  }
}
