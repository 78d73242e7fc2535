// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.json.InvalidValue;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import io.github.oura4j.model.DailySleep;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
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
    List<RequestLimiter> limiters = List.of(limiterOf(20), limiterOf(10), limiterOf(30));
    OuraMetrics shared = new OuraMetrics(registry);
    shared.onClientBuilt(limiters.get(0));
    shared.onClientBuilt(limiters.get(1));
    new OuraMetrics(registry).onClientBuilt(limiters.get(2));
    assertThat(availablePermits()).isEqualTo(10);

    limiters.get(1).reserve(null).tryAcquire();

    assertThat(availablePermits()).isEqualTo(9);
  }

  /** A gauge is read often, and by a thread that must not wait for a database. */
  @Test
  void permitsLeft_ofALimiterOnAStore_doesNotQueryTheStore() {
    RequestLimiter onStore =
        new RequestLimiter() {
          @Override
          public Reservation reserve(@Nullable String tokenHash) {
            throw new StoreUnavailableException("The store does not respond.");
          }

          @Override
          public void onRateLimited(@Nullable String tokenHash, RateLimitStatus status) {
            throw new StoreUnavailableException("The store does not respond.");
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

  private OuraClient client(RequestLimiter limiter) {
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .transport(request -> new OuraResponse(200, Map.of(), new byte[0]))
        .rateLimiter(limiter)
        .listener(new OuraMetrics(registry))
        .build();
  }

  @Test
  void permitsLeft_whenOneOfTwoClientsWithALimiterIsClosed_isReportedUntilTheOtherIsClosed() {
    RequestLimiter shared = limiterOf(10);
    OuraClient first = client(shared);
    OuraClient second = client(shared);
    first.close();
    first.close();
    assertThat(availablePermits()).isEqualTo(10);

    second.close();

    assertThat(availablePermits()).isNaN();
  }

  @Test
  void permitsLeft_whenTheTransportCannotBeClosed_isNoLongerReported() {
    OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .transport(
                new Transport() {
                  @Override
                  public OuraResponse send(OuraRequest request) {
                    return new OuraResponse(200, Map.of(), new byte[0]);
                  }

                  @Override
                  public void close() {
                    throw new IllegalStateException("cannot be closed");
                  }
                })
            .rateLimiter(limiterOf(10))
            .listener(new OuraMetrics(registry))
            .build();

    assertThatThrownBy(oura::close).hasMessage("cannot be closed");

    assertThat(availablePermits()).isNaN();
  }

  @Test
  void permitsLeft_whenADerivedClientIsClosed_isStillReported() {
    try (OuraClient oura = client(limiterOf(10))) {
      oura.sandbox().close();

      assertThat(availablePermits()).isEqualTo(10);
    }
  }

  @Test
  void permitsLeft_ofAnOpenClientAfterGarbageCollection_isStillReported() {
    try (OuraClient oura = client(limiterOf(10))) {
      collectGarbage();

      assertThat(availablePermits()).isEqualTo(10);
      assertThat(oura).isNotNull();
    }
  }

  @Test
  void onClientBuilt_doesNotKeepAClientAliveThatNobodyCloses() {
    WeakReference<OuraClient> client = new WeakReference<>(client(limiterOf(10)));

    while (client.get() != null) {
      System.gc();
    }

    collectGarbage();
    assertThat(availablePermits()).isNaN();
  }

  /** Runs the garbage collector until it has collected an unreachable object. */
  private static void collectGarbage() {
    WeakReference<Object> unreachable = new WeakReference<>(new Object());
    while (unreachable.get() != null) {
      System.gc();
    }
  }

  @Test
  void failedRefreshes_areCountedByTheirError() {
    OuraMetrics metrics = new OuraMetrics(registry);

    metrics.onRefreshFailed(new CredentialsException("disk full"));
    metrics.onRefreshFailed(new OuraIoException("no response"));
    metrics.onRefreshFailed(new OuraIoException("no response"));

    assertThat(refreshFailures("CredentialsException")).isEqualTo(1);
    assertThat(refreshFailures("OuraIoException")).isEqualTo(2);
  }

  private double refreshFailures(String error) {
    return registry.get("oura.refresh.failures").tag("error", error).counter().count();
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
