// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.http.Ticker;
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

class LocalLimiterTest extends RequestLimiterContract {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final VirtualTime time = new VirtualTime();

  @Override
  protected RequestLimiter limiter(RateLimit application, RateLimit person, Ticker ticker) {
    return RequestLimiter.local(application, person, ticker);
  }

  private RequestLimiter limiter(int requests, int seconds) {
    RateLimit limit = new RateLimit(requests, Duration.ofSeconds(seconds));
    return RequestLimiter.local(limit, limit, time);
  }

  private static Duration ask(RequestLimiter limiter) {
    try (RequestLimiter.Reservation reservation = limiter.reserve("a")) {
      return reservation.tryAcquire();
    }
  }

  @Test
  void ask_underTheDefaultOverRandomArrivals_givesFiveThousandInAnyFiveMinutesAndNoMore() {
    RequestLimiter limiter = RequestLimiter.local(RateLimit.defaults(), RateLimit.defaults(), time);
    Random random = new Random(7);
    List<Long> given = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      boolean pause = random.nextInt(5000) == 0;
      time.pass(Duration.ofMillis(random.nextInt(pause ? 400_000 : 60)));
      if (ask(limiter).isZero()) {
        given.add(time.nanoTime());
      }
    }

    assertThat(given).hasSizeGreaterThan(20_000);
    int most = 0;
    int first = 0;
    for (int last = 0; last < given.size(); last++) {
      while (given.get(last) - given.get(first) >= Duration.ofMinutes(5).toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    assertThat(most).isEqualTo(5000);
  }

  @Test
  void ask_byALine_tellsEachItsOwnTimeInTheOrderOfArrival() {
    RequestLimiter limiter = limiter(2, 10);
    ask(limiter);
    time.pass(Duration.ofSeconds(1));
    ask(limiter);

    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waits.add(limiter.reserve("a").tryAcquire().toSeconds());
    }

    assertThat(waits).containsExactly(9L, 10L, 19L, 20L, 29L);
  }

  @Test
  void ask_byALineBehindAHold_tellsWhenPermitsAreFreeAfterIt() {
    RequestLimiter limiter = limiter(100, 300);
    ask(limiter);
    limiter.onRateLimited(
        "a", new RateLimitStatus(RateLimitTier.TOKEN, Duration.ofSeconds(40), Optional.empty()));

    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 301; i++) {
      waits.add(limiter.reserve("a").tryAcquire().toSeconds());
    }

    assertThat(waits.subList(0, 99)).containsOnly(40L);
    // One permit was used when the hold began, and is free again 300 seconds later.
    assertThat(waits.get(99)).isEqualTo(300L);
    assertThat(waits.subList(100, 199)).containsOnly(340L);
    assertThat(waits.get(300)).isEqualTo(940L);
  }

  @Test
  @Timeout(10)
  void ask_byTensOfThousandsInLine_staysQuick() {
    RequestLimiter limiter = limiter(1, 10);
    ask(limiter);
    List<RequestLimiter.Reservation> line = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      line.add(limiter.reserve("a"));
    }

    for (int round = 0; round < 5; round++) {
      line.forEach(RequestLimiter.Reservation::tryAcquire);
    }

    assertThat(line.get(19_999).tryAcquire()).isEqualTo(Duration.ofSeconds(200_000));
  }

  @Test
  void turn_byManyPeopleInTheCourseOfTime_forgetsTheIdleThoughOneIsHeld() {
    LocalLimiter limiter =
        new LocalLimiter(new RateLimit(1000, WINDOW), new RateLimit(10, WINDOW), time);
    limiter.onRateLimited(
        "first", new RateLimitStatus(RateLimitTier.TOKEN, Duration.ofDays(1), Optional.empty()));

    for (int i = 0; i < 10_000; i++) {
      time.pass(Duration.ofSeconds(1));
      try (RequestLimiter.Reservation reservation = limiter.reserve("p" + i)) {
        reservation.tryAcquire();
      }
    }

    assertThat(limiter.remembered()).isLessThan(1000);
    try (RequestLimiter.Reservation reservation = limiter.reserve("first")) {
      assertThat(reservation.tryAcquire()).isGreaterThan(Duration.ofHours(20));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 86400", "1, 3600", "100, 3601"})
  void usedUp_whenTheLimitItNamesWouldStopEverything_keepsToItsOwn(int requests, int seconds) {
    RequestLimiter limiter = limiter(100, 300);
    limiter.onRateLimited("a", notice(requests, seconds));

    for (int i = 0; i < 100; i++) {
      assertThat(ask(limiter)).isZero();
    }
    assertThat(ask(limiter)).isEqualTo(WINDOW);
  }

  @Test
  void usedUp_whenTheLimitItNamesHasALongWindow_waitsNoLongerThanItIsBelieved() {
    RequestLimiter limiter = limiter(100, 300);
    limiter.onRateLimited("a", notice(20, 3600));
    time.pass(Duration.ofMinutes(50));
    for (int i = 0; i < 20; i++) {
      assertThat(ask(limiter)).isZero();
    }

    assertThat(ask(limiter)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void ask_byALatecomer_takesNoPermitFromThoseWhoWait() {
    RequestLimiter limiter = limiter(1, 10);
    ask(limiter);
    RequestLimiter.Reservation first = limiter.reserve("a");
    first.tryAcquire();
    time.pass(Duration.ofSeconds(10));

    assertThat(ask(limiter)).isPositive();
    assertThat(first.tryAcquire()).isZero();
  }

  @Test
  void close_ofOneWhoWaits_makesRoomForTheNext() {
    RequestLimiter limiter = limiter(1, 10);
    ask(limiter);
    RequestLimiter.Reservation first = limiter.reserve("a");
    first.tryAcquire();
    first.close();

    assertThat(ask(limiter)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void usedUp_whenItNamesALowerLimit_keepsToItForAnHour() {
    RequestLimiter limiter = limiter(100, 300);
    limiter.onRateLimited("a", notice(2, 60));

    assertThat(List.of(ask(limiter), ask(limiter))).containsOnly(Duration.ZERO);
    assertThat(ask(limiter)).isEqualTo(Duration.ofSeconds(60));

    time.pass(Duration.ofHours(1));
    for (int i = 0; i < 100; i++) {
      assertThat(ask(limiter)).isZero();
    }
    assertThat(ask(limiter)).isPositive();
  }

  @Test
  void usedUp_whenItNamesAHigherLimit_keepsToItsOwn() {
    RequestLimiter limiter = limiter(2, 300);
    limiter.onRateLimited("a", notice(1000, 60));
    ask(limiter);
    ask(limiter);

    assertThat(ask(limiter)).isPositive();
  }

  private static RateLimitStatus notice(int requests, int seconds) {
    return new RateLimitStatus(
        RateLimitTier.TOKEN,
        Duration.ZERO,
        Optional.of(new RateLimit(requests, Duration.ofSeconds(seconds))));
  }

  @Test
  void permitsLeft_countsTheApplications() {
    RequestLimiter limiter = limiter(3, 10);
    ask(limiter);

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
  void rateLimit_whenItMakesNoSense_isRefusedAndNamesWhatDoesNot(int requests, long seconds) {
    assertThatThrownBy(() -> new RateLimit(requests, Duration.ofSeconds(seconds)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(requests == 10 ? "RateLimit.window" : "RateLimit.requests");
  }
}
