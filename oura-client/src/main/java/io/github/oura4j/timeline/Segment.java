// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a {@link Timeline} that has one value.
 *
 * @param <T> the type of the value
 * @param start when it begins
 * @param duration how long it lasts
 * @param value the value; null where nothing could be measured
 */
public record Segment<T>(OffsetDateTime start, Duration duration, @Nullable T value) {

  /**
   * Returns when this moment ends and the next one begins.
   *
   * @return the end, not included
   */
  public OffsetDateTime end() {
    return start.plus(duration);
  }

  /** Names the times, and not the value. */
  @Override
  public String toString() {
    return "Segment[start=" + start + ", duration=" + duration + "]";
  }
}
