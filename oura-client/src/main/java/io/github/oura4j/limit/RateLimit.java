// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.time.Duration;
import java.util.Objects;

/**
 * A rate limit: the maximum number of requests in any time window of a given length. It allows
 * bursts: all these requests may be sent at the same moment.
 *
 * @param requests the maximum number of requests, from 1 to 10,000,000
 * @param window the length of the window, from one millisecond to one day
 */
public record RateLimit(int requests, Duration window) {
  private static final int MAX_REQUESTS = 10_000_000;

  /**
   * Creates a rate limit.
   *
   * @param requests the maximum number of requests
   * @param window the length of the window
   * @throws IllegalArgumentException if a value is out of range; the message names it
   */
  public RateLimit {
    if (requests < 1 || requests > MAX_REQUESTS) {
      throw new IllegalArgumentException(
          "RateLimit.requests must be from 1 to " + MAX_REQUESTS + ", but is " + requests + ".");
    }
    Objects.requireNonNull(window, "RateLimit.window must not be null");
    if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "RateLimit.window must be from one millisecond to one day, but is " + window + ".");
    }
  }

  /**
   * Returns the rate limit that Oura has published: 5,000 requests in 5 minutes.
   *
   * @return the default rate limit
   */
  public static RateLimit defaults() {
    return new RateLimit(5000, Duration.ofMinutes(5));
  }
}
