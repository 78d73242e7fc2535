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
 * Values at even steps of time: the first one covers the step that begins at the start, each
 * further one the step after it.
 *
 * <p>Every time that a timeline answers carries the offset of its start, also after the clocks
 * changed on the way: the instant is right, the hour on the wall may be another one. {@code
 * moment.start().atZoneSameInstant(zone)} tells that hour.
 *
 * @param <T> the type of the values
 * @param start when the first step begins
 * @param step how long each step lasts, more than nothing
 * @param values one value for each step; null where nothing could be measured. They cannot be
 *     changed
 */
public record Timeline<T>(OffsetDateTime start, Duration step, List<@Nullable T> values) {

  /**
   * Makes a timeline that keeps a copy of the values.
   *
   * @param start when the first step begins
   * @param step how long each step lasts, more than nothing
   * @param values one value for each step; null where nothing could be measured
   * @throws IllegalArgumentException if the step is not more than nothing, or so long that the end
   *     lies beyond the times Java knows
   */
  public Timeline {
    if (step.isZero() || step.isNegative()) {
      throw new IllegalArgumentException("The step of a timeline must last more than nothing.");
    }
    values = Collections.unmodifiableList(new ArrayList<>(values));
    checkEnd(start, step, values.size());
  }

  /**
   * Returns when the last step ends; the start if there is no step.
   *
   * @return the end, not included
   */
  public OffsetDateTime end() {
    return startOf(values.size());
  }

  /**
   * Tells whether there is no step at all.
   *
   * @return true without a step, false also where every value is null
   */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * Returns each step with its time.
   *
   * @return as many moments as there are values, in order
   */
  public List<Segment<T>> segments() {
    return IntStream.range(0, values.size()).mapToObj(step -> moment(step, step + 1)).toList();
  }

  /**
   * Returns the moments with neighbours of equal value merged into one, such as a stretch of deep
   * sleep. Steps without a value are merged as well.
   *
   * @return moments from the start to the end without a gap, in order
   */
  public List<Segment<T>> runs() {
    List<Segment<T>> runs = new ArrayList<>();
    int first = 0;
    for (int next = 1; next <= values.size(); next++) {
      if (next == values.size() || !Objects.equals(values.get(next), values.get(first))) {
        runs.add(moment(first, next));
        first = next;
      }
    }
    return Collections.unmodifiableList(runs);
  }

  /**
   * Returns the value of the step that covers an instant.
   *
   * @param instant any instant
   * @return the value; empty where nothing could be measured, before the start, and from the end on
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
   * Returns how long each value lasts in all its steps together.
   *
   * @return the totals by value, in the order in which the values first appear; steps without a
   *     value count for none
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

  /** Names start, step and the number of values, and no value. */
  @Override
  public String toString() {
    return "Timeline[start=" + start + ", step=" + step + ", count=" + values.size() + "]";
  }

  private Segment<T> moment(int first, int next) {
    return new Segment<>(startOf(first), step.multipliedBy(next - first), values.get(first));
  }

  private OffsetDateTime startOf(int index) {
    return start.plus(step.multipliedBy(index));
  }

  private static void checkEnd(OffsetDateTime start, Duration step, int count) {
    Duration room = Duration.between(start.toLocalDateTime(), LocalDateTime.MAX);
    if (step.compareTo(room.dividedBy(Math.max(1, count))) > 0) {
      throw new IllegalArgumentException(
          "The timeline ends beyond the times that Java knows: its step is too long.");
    }
  }
}
