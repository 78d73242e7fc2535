// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A time series with a fixed step: the first value applies from {@link #start} for the length of
 * one {@link #step}, the second value to the following step, and so on.
 *
 * <p><b>Time zone.</b> All times of a timeline have the UTC offset of its start, even if daylight
 * saving time begins or ends in between. Their instants are correct, but after such a change, the
 * local time may be different. {@code segment.start().atZoneSameInstant(zone)} returns the local
 * time.
 *
 * <p>Immutable, and safe for use by multiple threads.
 *
 * @param <T> the type of the values
 * @param start when the first step starts
 * @param step the length of each step, which is positive
 * @param values one value per step, null for steps in which nothing could be measured; unmodifiable
 */
public record Timeline<T>(OffsetDateTime start, Duration step, List<@Nullable T> values) {

  /**
   * Creates a timeline with a copy of the values.
   *
   * @param start when the first step starts
   * @param step the length of each step
   * @param values one value per step, null for steps in which nothing could be measured
   * @throws IllegalArgumentException if the step is not positive, or so long that the end is later
   *     than {@link OffsetDateTime#MAX}
   */
  public Timeline {
    if (step.isZero() || step.isNegative()) {
      throw new IllegalArgumentException("The step of a timeline must be positive.");
    }
    values = Collections.unmodifiableList(new ArrayList<>(values));
    checkEnd(start, step, values.size());
  }

  /**
   * Returns when the last step ends. This is the start if the timeline has no steps.
   *
   * @return the end, exclusive
   */
  public OffsetDateTime end() {
    return startOf(values.size());
  }

  /**
   * Returns whether the timeline has no steps.
   *
   * @return true if it has no steps; false if it has steps, even if all their values are null
   */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * Returns each step as a segment, with its time and its value.
   *
   * @return one segment per step, in chronological order
   */
  public List<Segment<T>> segments() {
    return IntStream.range(0, values.size()).mapToObj(step -> segment(step, step + 1)).toList();
  }

  /**
   * Returns the runs of equal values: consecutive steps with equal values are merged into one
   * segment, such as an uninterrupted phase of deep sleep. Consecutive nulls are merged, too.
   *
   * @return segments that cover the timeline without gaps, in chronological order
   */
  public List<Segment<T>> runs() {
    List<Segment<T>> runs = new ArrayList<>();
    int first = 0;
    for (int next = 1; next <= values.size(); next++) {
      if (next == values.size() || !Objects.equals(values.get(next), values.get(first))) {
        runs.add(segment(first, next));
        first = next;
      }
    }
    return Collections.unmodifiableList(runs);
  }

  /**
   * Returns the value at an instant.
   *
   * @param instant any instant
   * @return the value of the step that contains the instant; empty if nothing could be measured
   *     then, or if the instant is before the start, or not before the end
   */
  public Optional<T> at(Instant instant) {
    Instant first = start.toInstant();
    if (instant.isBefore(first) || !instant.isBefore(end().toInstant())) {
      return Optional.empty();
    }
    long index = Duration.between(first, instant).dividedBy(step);
    return Optional.ofNullable(values.get(Math.toIntExact(index)));
  }

  /**
   * Returns the total duration of each value, such as the time spent in each sleep phase.
   *
   * @return the total durations by value, in the order in which the values first occur; steps
   *     without a value are not included
   */
  public Map<T, Duration> durations() {
    Map<T, Duration> totals = new LinkedHashMap<>();
    for (Segment<T> run : runs()) {
      T value = run.value();
      if (value != null) {
        totals.merge(value, run.duration(), Duration::plus);
      }
    }
    return Collections.unmodifiableMap(totals);
  }

  /** Returns the start, the step and the number of values, but no values, which are health data. */
  @Override
  public String toString() {
    return "Timeline[start=" + start + ", step=" + step + ", count=" + values.size() + "]";
  }

  private Segment<T> segment(int first, int next) {
    return new Segment<>(startOf(first), step.multipliedBy(next - first), values.get(first));
  }

  private OffsetDateTime startOf(int index) {
    return start.plus(step.multipliedBy(index));
  }

  private static void checkEnd(OffsetDateTime start, Duration step, int count) {
    Duration longest = Duration.between(start.toLocalDateTime(), LocalDateTime.MAX);
    if (step.compareTo(longest.dividedBy(Math.max(1, count))) > 0) {
      throw new IllegalArgumentException(
          "The end of the timeline is later than OffsetDateTime.MAX: its step is too long.");
    }
  }
}
