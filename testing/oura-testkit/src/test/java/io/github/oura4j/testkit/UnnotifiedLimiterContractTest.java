// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import io.github.oura4j.http.Ticker;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Tests the contract with a limiter that is not notified when a request ends. */
class UnnotifiedLimiterContractTest extends RequestLimiterContract {

  @Override
  protected RequestLimiter limiter(
      RateLimit application, RateLimit token, Duration margin, Ticker ticker) {
    return new UnnotifiedLimiter(RequestLimiter.local(application, token, margin, ticker));
  }

  @Override
  protected boolean isNotifiedOfEnd() {
    return false;
  }

  /** Drops the notification of the end of a request, as if it happened in another process. */
  private record UnnotifiedLimiter(RequestLimiter limiter) implements RequestLimiter {
    @Override
    public Reservation reserve(@Nullable String tokenHash) {
      return new UnnotifiedReservation(limiter.reserve(tokenHash));
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
    private boolean isGranted;

    UnnotifiedReservation(RequestLimiter.Reservation reservation) {
      this.reservation = reservation;
    }

    @Override
    public Duration tryAcquire() {
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
