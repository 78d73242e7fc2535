// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * What a response with status 429 (Too Many Requests) says about the rate limit that was exceeded.
 *
 * <p>{@link #applicableLimit} and {@link #limitLifetime} say what a {@link RequestLimiter} makes of
 * a rate limit that Oura named, so that all limiters believe the same.
 *
 * @param tier which of the two rate limits was exceeded
 * @param retryAfter how long Oura wants the client to wait before the next request; zero if the
 *     response does not say
 * @param limit the rate limit that Oura applies; empty if the response does not say, or if the
 *     values are implausible
 */
public record RateLimitStatus(RateLimitTier tier, Duration retryAfter, Optional<RateLimit> limit) {
  /**
   * How long a rate limit from a 429 is applied. It has to expire, because no successful response
   * says when Oura raises the limit again.
   */
  private static final Duration LIMIT_LIFETIME = Duration.ofHours(1);

  /** The least part of the configured rate that is not taken for a mistake of the server. */
  private static final double LOWEST_SHARE = 0.01;

  /**
   * Returns the rate limit that Oura named, if a limiter should apply it in addition to the
   * configured one.
   *
   * <p>A limit with more requests than the configured one is not applied, because the configured
   * limit is what the user allows. One with less than a hundredth of the configured rate, or with a
   * window of more than an hour, is taken for a mistake of the server: applying it would stop
   * nearly all requests.
   *
   * @param configured the configured limit of the same tier
   * @return the limit to apply; empty if the response names none, or none that is plausible
   */
  public Optional<RateLimit> applicableLimit(RateLimit configured) {
    return limit.filter(
        named ->
            named.requests() <= configured.requests()
                && named.window().compareTo(LIMIT_LIFETIME) <= 0
                && perNano(named) >= LOWEST_SHARE * perNano(configured));
  }

  private static double perNano(RateLimit limit) {
    return (double) limit.requests() / limit.window().toNanos();
  }

  /**
   * Returns how long the {@linkplain #applicableLimit applicable limit} applies, counted from the
   * response: one hour, or {@link #retryAfter} if that is longer.
   *
   * @return a positive duration
   */
  public Duration limitLifetime() {
    return retryAfter.compareTo(LIMIT_LIFETIME) > 0 ? retryAfter : LIMIT_LIFETIME;
  }
}
