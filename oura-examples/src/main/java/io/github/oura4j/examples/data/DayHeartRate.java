// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.data;

import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.model.HeartRate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The heart rate of a day from midnight to midnight, as means over steps of equal length. A class
 * to copy: it depends on no other class of the examples.
 *
 * <p>Oura sends a sample every five minutes, but every few seconds during a workout. A mean of all
 * samples would therefore count an hour of exercise as much as the rest of the day. The means here
 * are means of five-minute means, so that each five minutes with samples count once.
 *
 * @param day the day, in the time zone of the client
 * @param step the length of a step
 * @param steps all steps of the day: 23, 24 or 25 hours, depending on daylight saving time
 * @param samples the number of samples
 * @param average the mean of the day's five-minute means in beats per minute; null if there are no
 *     samples
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
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /**
   * A step of the day.
   *
   * @param start when it starts
   * @param bpm the mean of its five-minute means in beats per minute; null if it has no samples
   */
  public record Step(ZonedDateTime start, @Nullable Double bpm) {}

  /**
   * A sample.
   *
   * @param time when it was measured
   * @param bpm beats per minute
   */
  public record Sample(ZonedDateTime time, int bpm) {}

  /**
   * Reads the heart rate of a day in the time zone of the client.
   *
   * @param step the length of a step, a multiple of five minutes
   */
  public static DayHeartRate of(OuraClient oura, LocalDate day, Duration step) {
    ZonedDateTime start = day.atStartOfDay(oura.clock().getZone());
    ZonedDateTime end = day.plusDays(1).atStartOfDay(start.getZone());
    List<Sample> samples = read(oura, day);
    NavigableMap<ZonedDateTime, Double> means = fiveMinuteMeans(samples, start);
    List<Step> steps = new ArrayList<>();
    for (ZonedDateTime time = start; time.isBefore(end); time = time.plus(step)) {
      steps.add(new Step(time, mean(means.subMap(time, time.plus(step)).values())));
    }
    Comparator<Sample> byBpm = Comparator.comparingInt(Sample::bpm);
    return new DayHeartRate(
        day,
        step,
        List.copyOf(steps),
        samples.size(),
        mean(means.values()),
        samples.stream().min(byBpm).orElse(null),
        samples.stream().max(byBpm).orElse(null));
  }

  private static List<Sample> read(OuraClient oura, LocalDate day) {
    ZoneId zone = oura.clock().getZone();
    List<Sample> samples = new ArrayList<>();
    for (HeartRate sample : oura.heartRate().iterate(TimeRange.day(day))) {
      OffsetDateTime timestamp = sample.timestamp();
      Integer bpm = sample.bpm();
      if (timestamp != null && bpm != null) {
        samples.add(new Sample(timestamp.atZoneSameInstant(zone), bpm));
      }
    }
    return samples;
  }

  /** Returns the means of those five minutes that have samples, by their start. */
  private static NavigableMap<ZonedDateTime, Double> fiveMinuteMeans(
      List<Sample> samples, ZonedDateTime start) {
    return samples.stream()
        .collect(
            Collectors.groupingBy(
                sample -> startOfFiveMinutes(sample.time(), start),
                TreeMap::new,
                Collectors.averagingInt(Sample::bpm)));
  }

  private static ZonedDateTime startOfFiveMinutes(ZonedDateTime time, ZonedDateTime start) {
    long index = Duration.between(start, time).dividedBy(FIVE_MINUTES);
    return start.plus(FIVE_MINUTES.multipliedBy(index));
  }

  /** Returns the mean in tenths, or null if there are no values. */
  private static @Nullable Double mean(Collection<Double> values) {
    OptionalDouble mean = values.stream().mapToDouble(Double::doubleValue).average();
    return mean.isPresent() ? Math.round(mean.getAsDouble() * 10) / 10.0 : null;
  }

  /** Returns the day, but no health data. */
  @Override
  public String toString() {
    return "DayHeartRate[" + day + "]";
  }
}
