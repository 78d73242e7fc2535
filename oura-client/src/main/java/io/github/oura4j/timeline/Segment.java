// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link Timeline} with a single value: one step, or several consecutive steps with
 * equal values.
 *
 * @param <T> the type of the value
 * @param start when the segment starts, with the UTC offset of the timeline's start
 * @param duration how long the segment lasts
 * @param value the value; null if nothing could be measured
 */
public record Segment<T>(OffsetDateTime start, Duration duration, @Nullable T value) {

  /**
   * Returns when this segment ends, which is when the next one starts.
   *
   * @return the end, exclusive
   */
  public OffsetDateTime end() {
    return start.plus(duration);
  }

  /** Returns the start and the duration, but not the value, which is health data. */
  @Override
  public String toString() {
    return "Segment[start=" + start + ", duration=" + duration + "]";
  }
}
