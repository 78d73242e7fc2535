// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import java.time.Duration;
import java.util.Objects;

/** Amounts that settings may have: more than nothing, and small enough to reckon with. */
public final class Checks {
  private static final Duration LONGEST = Duration.ofDays(365);

  private Checks() {}

  /**
   * Checks a duration.
   *
   * @param duration the duration
   * @param setting what it is set for, to name it
   * @return the duration
   * @throws IllegalArgumentException if it is not positive, or longer than a year
   */
  public static Duration check(Duration duration, String setting) {
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

  /**
   * Checks a number of bytes that are to be held in one piece, and one more to notice the excess.
   *
   * @param bytes the number
   * @param setting what it is set for, to name it
   * @return the number
   * @throws IllegalArgumentException if it is not positive, or more than an array holds
   */
  public static int check(int bytes, String setting) {
    if (bytes < 1 || bytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(setting + " must be positive and below 2 GiB - 1.");
    }
    return bytes;
  }
}
