// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time, its end not included. */
record Span(Instant start, Instant end) {
  static Span of(Instant start, Duration length) {
    return new Span(start, start.plus(length));
  }

  boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  int seconds() {
    return (int) Duration.between(start, end).toSeconds();
  }
}
