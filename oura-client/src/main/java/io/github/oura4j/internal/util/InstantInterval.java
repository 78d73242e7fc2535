// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interval of time.
 *
 * @param start the start, inclusive
 * @param end the end, exclusive
 */
public record InstantInterval(Instant start, Instant end) {

  /**
   * Splits this interval into consecutive windows without gaps or overlaps.
   *
   * @param length the maximum length of a window
   */
  public List<InstantInterval> windows(Duration length) {
    List<InstantInterval> windows = new ArrayList<>();
    for (Instant from = start; from.isBefore(end); from = from.plus(length)) {
      Instant to = from.plus(length);
      windows.add(new InstantInterval(from, to.isAfter(end) ? end : to));
    }
    return windows;
  }

  /**
   * Returns whether this interval contains a timestamp. It contains a missing one, since nothing
   * shows that the sample is outside.
   */
  public boolean contains(@Nullable OffsetDateTime timestamp) {
    if (timestamp == null) {
      return true;
    }
    // Without an instant for each of thousands of samples.
    long second = timestamp.toEpochSecond();
    int nano = timestamp.getNano();
    return !isBefore(second, nano, start) && isBefore(second, nano, end);
  }

  private static boolean isBefore(long second, int nano, Instant instant) {
    return second == instant.getEpochSecond()
        ? nano < instant.getNano()
        : second < instant.getEpochSecond();
  }

  /**
   * Returns this interval widened to whole seconds, because Oura may not support fractions of
   * seconds.
   */
  public InstantInterval widenedToSeconds() {
    Instant wholeEnd = end.truncatedTo(ChronoUnit.SECONDS);
    return new InstantInterval(
        start.truncatedTo(ChronoUnit.SECONDS),
        wholeEnd.equals(end) ? end : wholeEnd.plusSeconds(1));
  }

  /** Returns the intersection of this interval with another one. */
  public InstantInterval intersect(InstantInterval other) {
    return new InstantInterval(
        start.isBefore(other.start) ? other.start : start,
        end.isAfter(other.end) ? other.end : end);
  }
}
