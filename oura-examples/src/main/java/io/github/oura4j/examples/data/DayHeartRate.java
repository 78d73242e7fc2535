// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.data;

import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.model.HeartRate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heart rate of a day from midnight to midnight, as means over steps of equal length. A class
 * to copy: it depends on no other class of the examples.
 *
 * @param day the day, in the time zone of the client
 * @param step the length of a step
 * @param steps all steps of the day: 23, 24 or 25 hours, depending on daylight saving time
 * @param samples the number of samples
 * @param average the mean of all samples in beats per minute; null if there are none
 * @param lowest the lowest sample, the first of several; null if there are none
 * @param highest the highest sample, the first of several; null if there are none
 */
public record DayHeartRate(
    LocalDate day,
    Duration step,
    List<Step> steps,
    long samples,
    @Nullable Double average,
    @Nullable Sample lowest,
    @Nullable Sample highest) {

  /**
   * A step of the day.
   *
   * @param start when it starts
   * @param bpm the mean of its samples in beats per minute; null if it has none
   */
  public record Step(ZonedDateTime start, @Nullable Double bpm) {}

  /**
   * A sample.
   *
   * @param time when it was measured
   * @param bpm beats per minute
   */
  public record Sample(ZonedDateTime time, int bpm) {}

  /** Reads the heart rate of a day in the time zone of the client. */
  public static DayHeartRate of(OuraClient oura, LocalDate day, Duration step) {
    ZonedDateTime start = day.atStartOfDay(oura.clock().getZone());
    ZonedDateTime end = day.plusDays(1).atStartOfDay(start.getZone());
    int steps = (int) Duration.between(start, end.plus(step).minusNanos(1)).dividedBy(step);
    long[] sums = new long[steps];
    long[] counts = new long[steps];
    Sample lowest = null;
    Sample highest = null;
    for (HeartRate sample : oura.heartRate().iterate(TimeRange.day(day))) {
      OffsetDateTime timestamp = sample.timestamp();
      Integer bpm = sample.bpm();
      if (timestamp != null && bpm != null) {
        ZonedDateTime time = timestamp.atZoneSameInstant(start.getZone());
        int index = (int) Duration.between(start, time).dividedBy(step);
        sums[index] += bpm;
        counts[index]++;
        lowest = lowest == null || bpm < lowest.bpm() ? new Sample(time, bpm) : lowest;
        highest = highest == null || bpm > highest.bpm() ? new Sample(time, bpm) : highest;
      }
    }
    List<Step> means = new ArrayList<>();
    long sum = 0;
    long count = 0;
    for (int i = 0; i < steps; i++) {
      means.add(new Step(start.plus(step.multipliedBy(i)), mean(sums[i], counts[i])));
      sum += sums[i];
      count += counts[i];
    }
    return new DayHeartRate(
        day, step, List.copyOf(means), count, mean(sum, count), lowest, highest);
  }

  private static @Nullable Double mean(long sum, long count) {
    return count == 0 ? null : Math.round(sum * 10.0 / count) / 10.0;
  }

  /** Returns the day, but no health data. */
  @Override
  public String toString() {
    return "DayHeartRate[" + day + "]";
  }
}
