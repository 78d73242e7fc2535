// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.limit.RateLimit;
import java.time.Duration;

/**
 * The settings of a limiter.
 *
 * @param application the limit of all access tokens together
 * @param token the limit of each access token
 * @param margin how long an attempt may take
 * @param storeTimeout how long the database may take to respond
 */
record LimiterSettings(
    RateLimit application, RateLimit token, Duration margin, Duration storeTimeout) {

  /**
   * Returns how much longer than a window a permit counts: the database grants it before the
   * attempt begins.
   */
  Duration longer() {
    return margin.plus(storeTimeout);
  }
}
