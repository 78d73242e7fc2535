// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.time.Duration;
import java.util.Objects;

/** Durations that settings may have: longer than nothing, and short enough to reckon with. */
final class Positive {
  private static final Duration LONGEST = Duration.ofDays(365);

  private Positive() {}

  static Duration check(Duration duration, String setting) {
    Objects.requireNonNull(duration, setting + " must not be null");
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(setting + " must be positive, and is " + duration + ".");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          setting + " must be a year at most, and is " + duration + ".");
    }
    return duration;
  }
}
