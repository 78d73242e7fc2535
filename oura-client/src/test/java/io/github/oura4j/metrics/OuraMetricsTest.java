// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.error.RateLimiterUnavailableException;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.json.InvalidValue;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import io.github.oura4j.model.DailySleep;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OuraMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static RequestLimiter limiterOf(int permits) {
    RateLimit limit = new RateLimit(permits, Duration.ofMinutes(5));
    return RequestLimiter.local(limit, limit, RequestLimiter.DEFAULT_MARGIN, new VirtualTime());
  }

  private double availablePermits() {
    return registry.get("oura.permits.left").gauge().value();
  }

  @Test
  void permitsLeft_withSeveralLimiters_isTheLowestNumber() {
    RequestLimiter second = limiterOf(10);
    new OuraMetrics(registry).onClientBuilt(limiterOf(20));
    OuraMetrics shared = new OuraMetrics(registry);
    shared.onClientBuilt(second);
    shared.onClientBuilt(limiterOf(30));
    assertThat(availablePermits()).isEqualTo(10);

    second.reserve(null).tryAcquire();

    assertThat(availablePermits()).isEqualTo(9);
  }

  /** A gauge is read often, and by a thread that must not wait for a database. */
  @Test
  void permitsLeft_ofALimiterOnAStore_doesNotQueryTheStore() {
    RequestLimiter onStore =
        new RequestLimiter() {
          @Override
          public Reservation reserve(@Nullable String tokenHash) {
            throw new RateLimiterUnavailableException("The store does not respond.");
          }

          @Override
          public void onRateLimited(@Nullable String tokenHash, RateLimitStatus status) {
            throw new RateLimiterUnavailableException("The store does not respond.");
          }

          @Override
          public RateLimit applicationLimit() {
            return RateLimit.defaults();
          }

          @Override
          public Duration margin() {
            return DEFAULT_MARGIN;
          }

          @Override
          public OptionalInt availablePermits() {
            return OptionalInt.of(7);
          }
        };

    new OuraMetrics(registry).onClientBuilt(onStore);

    assertThat(availablePermits()).isEqualTo(7);
  }

  @Test
  void permitsLeft_whenTheClientIsGarbageCollected_isStillReported() {
    new OuraMetrics(registry).onClientBuilt(limiterOf(10));
    collectGarbage();

    assertThat(availablePermits()).isEqualTo(10);
  }

  /** Runs the garbage collector until it has collected an unreachable object. */
  private static void collectGarbage() {
    WeakReference<Object> unreachable = new WeakReference<>(new Object());
    while (unreachable.get() != null) {
      System.gc();
    }
  }

  @Test
  void invalidValues_areCountedByTypeAndProperty() {
    OuraMetrics metrics = new OuraMetrics(registry);
    metrics.onInvalidValue(new InvalidValue(DailySleep.class, "score"));
    metrics.onInvalidValue(new InvalidValue(DailySleep.class, "score"));

    assertThat(
            registry
                .get("oura.invalid.values")
                .tag("type", "DailySleep")
                .tag("property", "score")
                .counter()
                .count())
        .isEqualTo(2);
  }
}
