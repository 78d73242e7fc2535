// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a 429 tells about the limit that was reached.
 *
 * @param tier whose allowance is used up
 * @param hold how long Oura wants to be left alone; zero when it did not say
 * @param limit how much Oura allows, if it said so and it makes sense
 */
public record RateLimitStatus(RateLimitTier tier, Duration hold, Optional<RateLimit> limit) {

  /**
   * Reads the headers of a 429. What makes no sense counts as not said. Oura does not publish the
   * names of the tiers: what speaks of an application or client is the application's, and all else
   * the token's, since that holds back the fewest.
   *
   * @param response the answer
   * @param now the time of this machine
   * @return what it tells
   */
  public static RateLimitStatus in(OuraResponse response, Instant now) {
    return new RateLimitStatus(
        response
            .header("X-RateLimit-Tier")
            .map(tier -> tier.toLowerCase(Locale.ROOT))
            .filter(tier -> tier.contains("app") || tier.contains("client"))
            .map(tier -> RateLimitTier.APPLICATION)
            .orElse(RateLimitTier.TOKEN),
        RetryAfter.in(response, now).orElse(Duration.ZERO),
        limit(response));
  }

  private static Optional<RateLimit> limit(OuraResponse response) {
    Optional<Long> requests = RetryAfter.number(response, "X-RateLimit-Limit");
    Optional<Long> seconds = RetryAfter.number(response, "X-RateLimit-Window");
    try {
      return requests.flatMap(
          count ->
              seconds.map(
                  window -> new RateLimit(Math.toIntExact(count), Duration.ofSeconds(window))));
    } catch (ArithmeticException | IllegalArgumentException nonsense) {
      return Optional.empty();
    }
  }
}
