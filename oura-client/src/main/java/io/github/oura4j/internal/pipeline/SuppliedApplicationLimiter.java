// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.http.Ticker;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Acquires the application's permit from a Resilience4j rate limiter that the user supplied, after
 * that of the access token. In this order no permit of the user's limiter is spent on a call that
 * cannot be sent because of its token.
 *
 * @param tokens counts the permits of the access tokens, and backs off after status 429
 * @param application the user's rate limiter
 * @param ticker measures the wait for a permit that the user's limiter has promised
 */
public record SuppliedApplicationLimiter(
    RequestLimiter tokens, RateLimiter application, Ticker ticker) implements RequestLimiter {
  /** The application's limit of the other limiter, which must not limit anything. */
  public static final RateLimit UNLIMITED = new RateLimit(10_000_000, Duration.ofMillis(1));

  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final Duration SHORTEST_POLL = Duration.ofMillis(1);

  @Override
  public Reservation reserve(@Nullable String tokenHash) {
    return new BothPermits(tokens.reserve(tokenHash));
  }

  @Override
  public void onRateLimited(@Nullable String tokenHash, RateLimitStatus status) {
    tokens.onRateLimited(tokenHash, status);
  }

  /** Returns the limit of the user's rate limiter, within the range of a {@link RateLimit}. */
  @Override
  public RateLimit applicationLimit() {
    RateLimiterConfig config = application.getRateLimiterConfig();
    Duration period = longer(config.getLimitRefreshPeriod(), Duration.ofMillis(1));
    return new RateLimit(
        Math.min(config.getLimitForPeriod(), UNLIMITED.requests()),
        shorter(period, Duration.ofDays(1)));
  }

  @Override
  public Duration margin() {
    return tokens.margin();
  }

  @Override
  public OptionalInt availablePermits() {
    return OptionalInt.of(Math.max(0, application.getMetrics().getAvailablePermissions()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private final class BothPermits implements Reservation {
    private final Reservation token;
    private boolean hasToken;
    private boolean isPromised;
    private long promisedAt;

    BothPermits(Reservation token) {
      this.token = token;
    }

    @Override
    public Duration tryAcquire() {
      return hasToken ? tryAcquireOfApplication() : tryAcquireBoth(token.tryAcquire());
    }

    @Override
    public Duration tryAcquire(Duration timeout) {
      return hasToken ? tryAcquireOfApplication() : tryAcquireBoth(token.tryAcquire(timeout));
    }

    private Duration tryAcquireBoth(Duration waitForToken) {
      hasToken = waitForToken.isZero();
      return hasToken ? tryAcquireOfApplication() : waitForToken;
    }

    private Duration tryAcquireOfApplication() {
      if (!isPromised) {
        long wait = application.reservePermission();
        if (wait < 0) {
          return untilNextTry();
        }
        isPromised = true;
        promisedAt = ticker.nanoTime() + wait;
      }
      return Duration.ofNanos(Math.max(0, promisedAt - ticker.nanoTime()));
    }

    /**
     * Returns when to try again if the limiter promises no permit within its timeout. Its next
     * period may be far away, but then other calls may give up.
     */
    private Duration untilNextTry() {
      RateLimiterConfig config = application.getRateLimiterConfig();
      return longer(
          longer(config.getTimeoutDuration(), SHORTEST_POLL),
          shorter(config.getLimitRefreshPeriod(), LONGEST_POLL));
    }

    @Override
    public void close() {
      token.close();
    }
  }
}
