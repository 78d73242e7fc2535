// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What responses with status 429 said about an access token or the application, until the database
 * has recorded it. Times are readings of a ticker, of which only differences have a meaning.
 *
 * @param tokenHash the hash of the access token, or null for the application
 * @param until when requests may be sent again
 * @param named the rate limit that applies from now on, if the response named one
 * @param namedUntil how long that limit applies
 */
record Hold(@Nullable String tokenHash, long until, Optional<RateLimit> named, long namedUntil) {

  static Hold of(
      @Nullable String tokenHash, RateLimitStatus status, RateLimit configured, long now) {
    return new Hold(
        tokenHash,
        now + status.retryAfter().toNanos(),
        status.applicableLimit(configured),
        now + status.limitLifetime().toNanos());
  }

  /** Returns what this hold and a later one say together. */
  Hold and(Hold later) {
    Hold naming = later.named.isPresent() ? later : this;
    return new Hold(
        tokenHash, later.until - until > 0 ? later.until : until, naming.named, naming.namedUntil);
  }
}
