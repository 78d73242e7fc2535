// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tests the contract with a limiter that is not notified when a request ends, and whose processes
 * share a store: the memory of one.
 */
class UnnotifiedLimiterContractTest extends RequestLimiterContract {
  private @Nullable RequestLimiter store;

  @Override
  protected RequestLimiter limiter(
      RateLimit application, RateLimit token, Duration margin, Ticker ticker) {
    store = RequestLimiter.local(application, token, margin, ticker);
    return new UnnotifiedLimiter(store, true);
  }

  @Override
  protected Optional<RequestLimiter> otherProcess() {
    return Optional.ofNullable(store).map(shared -> new UnnotifiedLimiter(shared, true));
  }

  @Override
  protected Optional<RequestLimiter> unreachable(RateLimit limit, Duration margin, Ticker ticker) {
    return Optional.of(
        new UnnotifiedLimiter(RequestLimiter.local(limit, limit, margin, ticker), false));
  }

  @Override
  protected boolean isNotifiedOfEnd() {
    return false;
  }

  /** Drops the notification of the end of a request, as if it happened in another process. */
  private record UnnotifiedLimiter(RequestLimiter limiter, boolean isReachable)
      implements RequestLimiter {
    @Override
    public Reservation reserve(@Nullable String tokenHash) {
      return new UnnotifiedReservation(limiter.reserve(tokenHash), isReachable);
    }

    @Override
    public void onRateLimited(@Nullable String tokenHash, RateLimitStatus status) {
      limiter.onRateLimited(tokenHash, status);
    }

    @Override
    public RateLimit applicationLimit() {
      return limiter.applicationLimit();
    }

    @Override
    public Duration margin() {
      return limiter.margin();
    }

    @Override
    public OptionalInt availablePermits() {
      return limiter.availablePermits();
    }
  }

  private static final class UnnotifiedReservation implements RequestLimiter.Reservation {
    private final RequestLimiter.Reservation reservation;
    private final boolean isReachable;
    private boolean isGranted;

    UnnotifiedReservation(RequestLimiter.Reservation reservation, boolean isReachable) {
      this.reservation = reservation;
      this.isReachable = isReachable;
    }

    @Override
    public Duration tryAcquire() {
      if (!isReachable) {
        throw new StoreUnavailableException("The store does not respond.");
      }
      Duration wait = reservation.tryAcquire();
      isGranted = wait.isZero();
      return wait;
    }

    @Override
    public void close() {
      if (!isGranted) {
        reservation.close();
      }
    }
  }
}
