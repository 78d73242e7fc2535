// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import java.time.Duration;
import java.util.Objects;

/**
 * Validates numeric settings: they must be positive, and small enough that arithmetic on them does
 * not overflow.
 */
public final class Checks {
  private static final Duration LONGEST = Duration.ofDays(365);

  private Checks() {}

  /**
   * Requires a duration to be positive.
   *
   * @param duration the duration
   * @param setting the name of the setting, for the error message
   * @return the same duration
   * @throws IllegalArgumentException if the duration is not positive, or longer than 365 days
   */
  public static Duration requirePositive(Duration duration, String setting) {
    Objects.requireNonNull(duration, setting + " must not be null");
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(setting + " must be positive, but is " + duration + ".");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          setting + " must be 365 days or less, but is " + duration + ".");
    }
    return duration;
  }

  /**
   * Requires the size limit of a body to be one that an array can hold. The array needs room for
   * one more byte, which shows that the limit was exceeded.
   *
   * @param bytes the number of bytes
   * @param setting the name of the setting, for the error message
   * @return the same number
   * @throws IllegalArgumentException if the number is not positive, or too large for an array
   */
  public static int requireArraySize(int bytes, String setting) {
    if (bytes < 1 || bytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(setting + " must be positive and below 2 GiB - 1.");
    }
    return bytes;
  }
}
