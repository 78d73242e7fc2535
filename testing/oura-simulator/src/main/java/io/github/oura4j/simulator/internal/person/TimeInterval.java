// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import java.time.Duration;
import java.time.Instant;

/**
 * A range of time.
 *
 * @param start the start
 * @param end the end, exclusive
 */
public record TimeInterval(Instant start, Instant end) {
  /** Returns the interval with a start and a length. */
  public static TimeInterval of(Instant start, Duration length) {
    return new TimeInterval(start, start.plus(length));
  }

  /** Returns whether an instant is in the interval. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  int seconds() {
    return (int) Duration.between(start, end).toSeconds();
  }
}
