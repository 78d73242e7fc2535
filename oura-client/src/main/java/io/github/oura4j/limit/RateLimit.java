// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.time.Duration;
import java.util.Objects;

/**
 * So many requests in any stretch of time of a length, all at once if need be.
 *
 * @param requests how many, from one to ten million
 * @param window the length, from a millisecond to a day
 */
public record RateLimit(int requests, Duration window) {
  private static final int MOST = 10_000_000;

  /**
   * Makes a limit.
   *
   * @param requests how many
   * @param window the length
   * @throws IllegalArgumentException if it makes no sense, naming what does not
   */
  public RateLimit {
    if (requests < 1 || requests > MOST) {
      throw new IllegalArgumentException(
          "RateLimit.requests must be from 1 to " + MOST + ", and is " + requests + ".");
    }
    Objects.requireNonNull(window, "RateLimit.window must not be null");
    if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "RateLimit.window must be from a millisecond to a day, and is " + window + ".");
    }
  }

  /**
   * Returns what Oura has published: 5,000 requests in any 5 minutes.
   *
   * @return the default
   */
  public static RateLimit defaults() {
    return new RateLimit(5000, Duration.ofMinutes(5));
  }
}
