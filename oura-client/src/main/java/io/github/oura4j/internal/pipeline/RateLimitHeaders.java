// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.internal.http.RetryAfter;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RateLimitTier;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Reads the rate limit headers of a 429 response. */
final class RateLimitHeaders {
  private RateLimitHeaders() {}

  /**
   * Reads the headers of a response with status 429. Implausible values are ignored.
   *
   * <p>Oura does not publish the possible values of {@code X-RateLimit-Tier}. A value that contains
   * "app" or "client" is taken to mean the application; any other value, or none, the access token,
   * because that delays the fewest requests.
   *
   * @param response the response
   * @param now the current time, used only if the response has no {@code Date} header
   * @return the status
   */
  static RateLimitStatus read(OuraResponse response, Instant now) {
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
    } catch (ArithmeticException | IllegalArgumentException implausible) {
      return Optional.empty();
    }
  }
}
