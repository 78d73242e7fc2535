// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.http.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is particular to the limiter in memory. The module oura-testkit runs the contract of all
 * limiters.
 */
class LocalLimiterTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final VirtualTime time = new VirtualTime();

  private RequestLimiter limiter(int requests, int seconds) {
    RateLimit limit = new RateLimit(requests, Duration.ofSeconds(seconds));
    return RequestLimiter.local(limit, limit, MARGIN, time);
  }

  private static Duration tryAcquire(RequestLimiter limiter) {
    try (RequestLimiter.Reservation reservation = limiter.reserve("a")) {
      return reservation.tryAcquire();
    }
  }

  @Test
  void tryAcquire_underTheDefaultLimitWithRandomArrivals_grantsAtMost5000InAny5Minutes() {
    RequestLimiter limiter =
        RequestLimiter.local(RateLimit.defaults(), RateLimit.defaults(), MARGIN, time);
    Random random = new Random(7);
    List<Long> granted = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      boolean idle = random.nextInt(5000) == 0;
      time.pass(Duration.ofMillis(random.nextInt(idle ? 400_000 : 60)));
      if (tryAcquire(limiter).isZero()) {
        granted.add(time.nanoTime());
      }
    }

    assertThat(granted).hasSizeGreaterThan(20_000);
    int most = 0;
    int first = 0;
    for (int last = 0; last < granted.size(); last++) {
      while (granted.get(last) - granted.get(first) >= Duration.ofMinutes(5).toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    assertThat(most).isEqualTo(5000);
  }

  @Test
  void tryAcquire_byAQueue_returnsTheWaitOfEachInTheOrderOfArrival() {
    RequestLimiter limiter = limiter(2, 10);
    tryAcquire(limiter);
    time.pass(Duration.ofSeconds(1));
    tryAcquire(limiter);

    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waits.add(limiter.reserve("a").tryAcquire().toSeconds());
    }

    assertThat(waits).containsExactly(9L, 10L, 19L, 20L, 29L);
  }

  @Test
  void tryAcquire_whileRequestsAreInFlight_returnsALowerBoundThatGrows() {
    RequestLimiter limiter = limiter(2, 10);
    RequestLimiter.Reservation slow = limiter.reserve("a");
    slow.tryAcquire();
    RequestLimiter.Reservation fast = limiter.reserve("a");
    fast.tryAcquire();

    // If both ended now, permits would be available after 10, 10, 20 and 20 seconds.
    List<RequestLimiter.Reservation> queue = new ArrayList<>();
    for (long seconds : new long[] {10, 10, 20, 20}) {
      RequestLimiter.Reservation waiting = limiter.reserve("a");
      queue.add(waiting);
      assertThat(waiting.tryAcquire()).isEqualTo(Duration.ofSeconds(seconds));
    }
    time.pass(Duration.ofSeconds(4));
    fast.close();
    time.pass(Duration.ofSeconds(1));

    assertThat(queue.get(0).tryAcquire()).isEqualTo(Duration.ofSeconds(9));
    assertThat(queue.get(1).tryAcquire()).isEqualTo(Duration.ofSeconds(10));
    assertThat(queue.get(2).tryAcquire()).isEqualTo(Duration.ofSeconds(19));
  }

  @Test
  void tryAcquire_whileARequestIsInFlightDuringASuspension_returnsALowerBound() {
    RequestLimiter limiter = limiter(1, 10);
    limiter.reserve("a").tryAcquire();
    for (long suspension : new long[] {4, 30}) {
      limiter.onRateLimited(
          "a",
          new RateLimitStatus(
              RateLimitTier.TOKEN, Duration.ofSeconds(suspension), Optional.empty()));

      assertThat(tryAcquire(limiter)).isEqualTo(Duration.ofSeconds(Math.max(10, suspension)));
    }
  }

  @Test
  void availablePermits_whileARequestIsInFlight_doesNotCountItsPermitUntilAWindowAfterItsEnd() {
    RequestLimiter limiter = limiter(3, 10);
    RequestLimiter.Reservation slow = limiter.reserve("a");
    slow.tryAcquire();
    time.pass(Duration.ofSeconds(15));
    assertThat(limiter.availablePermits()).hasValue(2);
    slow.close();
    time.pass(Duration.ofSeconds(9));
    assertThat(limiter.availablePermits()).hasValue(2);
    time.pass(Duration.ofSeconds(1));
    assertThat(limiter.availablePermits()).hasValue(3);
  }

  @Test
  void reserve_whileARequestIsInFlight_keepsCountingItsTokenHoweverManyOthersCome() {
    LocalLimiter limiter =
        new LocalLimiter(
            new RateLimit(1000, Duration.ofSeconds(1)),
            new RateLimit(1, Duration.ofSeconds(1)),
            Duration.ofHours(1),
            time);
    limiter.reserve("slow").tryAcquire();
    for (int i = 0; i < 1000; i++) {
      time.pass(Duration.ofSeconds(1));
      try (RequestLimiter.Reservation reservation = limiter.reserve("t" + i)) {
        reservation.tryAcquire();
      }
    }

    assertThat(limiter.trackedTokens()).isLessThan(100);
    assertThat(limiter.reserve("slow").tryAcquire()).isPositive();
  }

  @Test
  void newLimiter_withoutAPositiveMargin_fails() {
    assertThatThrownBy(
            () -> RequestLimiter.local(RateLimit.defaults(), RateLimit.defaults(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("margin");
  }

  @Test
  void tryAcquire_byAQueueDuringASuspension_returnsWhenPermitsAreAvailableAfterIt() {
    RequestLimiter limiter = limiter(100, 300);
    tryAcquire(limiter);
    limiter.onRateLimited(
        "a", new RateLimitStatus(RateLimitTier.TOKEN, Duration.ofSeconds(40), Optional.empty()));

    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 301; i++) {
      waits.add(limiter.reserve("a").tryAcquire().toSeconds());
    }

    assertThat(waits.subList(0, 99)).containsOnly(40L);
    // One permit was granted just before the suspension, and is available again after 300 seconds.
    assertThat(waits.get(99)).isEqualTo(300L);
    assertThat(waits.subList(100, 199)).containsOnly(340L);
    assertThat(waits.get(300)).isEqualTo(940L);
  }

  @Test
  @Timeout(120)
  void tryAcquire_byTensOfThousandsInTheQueue_isFast() {
    RequestLimiter limiter = limiter(1, 10);
    tryAcquire(limiter);
    List<RequestLimiter.Reservation> queue = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      queue.add(limiter.reserve("a"));
    }

    for (int round = 0; round < 5; round++) {
      queue.forEach(RequestLimiter.Reservation::tryAcquire);
    }

    assertThat(queue.get(19_999).tryAcquire()).isEqualTo(Duration.ofSeconds(200_000));
  }

  @Test
  void reserve_withManyTokensOverTime_removesTheIdleOnesButNotASuspendedOne() {
    LocalLimiter limiter =
        new LocalLimiter(new RateLimit(1000, WINDOW), new RateLimit(10, WINDOW), MARGIN, time);
    limiter.onRateLimited(
        "first", new RateLimitStatus(RateLimitTier.TOKEN, Duration.ofDays(1), Optional.empty()));

    for (int i = 0; i < 10_000; i++) {
      time.pass(Duration.ofSeconds(1));
      try (RequestLimiter.Reservation reservation = limiter.reserve("p" + i)) {
        reservation.tryAcquire();
      }
    }

    assertThat(limiter.trackedTokens()).isLessThan(1000);
    try (RequestLimiter.Reservation reservation = limiter.reserve("first")) {
      assertThat(reservation.tryAcquire()).isGreaterThan(Duration.ofHours(20));
    }
  }

  @Test
  void onRateLimited_whenTheReportedLimitHasALongWindow_waitsNoLongerThanTheLimitIsApplied() {
    RequestLimiter limiter = limiter(100, 300);
    limiter.onRateLimited("a", status(20, 3600));
    time.pass(Duration.ofMinutes(50));
    for (int i = 0; i < 20; i++) {
      assertThat(tryAcquire(limiter)).isZero();
    }

    assertThat(tryAcquire(limiter)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void tryAcquire_byALaterRequest_takesNoPermitFromWaitingOnes() {
    RequestLimiter limiter = limiter(1, 10);
    tryAcquire(limiter);
    RequestLimiter.Reservation first = limiter.reserve("a");
    first.tryAcquire();
    time.pass(Duration.ofSeconds(10));

    assertThat(tryAcquire(limiter)).isPositive();
    assertThat(first.tryAcquire()).isZero();
  }

  @Test
  void close_ofAWaitingReservation_makesItsPermitAvailableToTheNext() {
    RequestLimiter limiter = limiter(1, 10);
    tryAcquire(limiter);
    RequestLimiter.Reservation first = limiter.reserve("a");
    first.tryAcquire();
    first.close();

    assertThat(tryAcquire(limiter)).isEqualTo(Duration.ofSeconds(10));
  }

  private static RateLimitStatus status(int requests, int seconds) {
    return new RateLimitStatus(
        RateLimitTier.TOKEN,
        Duration.ZERO,
        Optional.of(new RateLimit(requests, Duration.ofSeconds(seconds))));
  }

  @Test
  void availablePermits_always_countsThoseOfTheApplication() {
    RequestLimiter limiter = limiter(3, 10);
    tryAcquire(limiter);

    assertThat(limiter.availablePermits()).hasValue(2);
    time.pass(Duration.ofSeconds(10));
    assertThat(limiter.availablePermits()).hasValue(3);
    limiter.onRateLimited(
        null,
        new RateLimitStatus(RateLimitTier.APPLICATION, Duration.ofSeconds(5), Optional.empty()));
    assertThat(limiter.availablePermits()).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 60",
    "-1, 60",
    "10000001, 60",
    "10, 0",
    "10, -5",
    "10, 86401",
    "10, 9223372036854775807",
  })
  void newRateLimit_whenAValueIsOutOfRange_failsAndNamesIt(int requests, long seconds) {
    assertThatThrownBy(() -> new RateLimit(requests, Duration.ofSeconds(seconds)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(requests == 10 ? "RateLimit.window" : "RateLimit.requests");
  }
}
