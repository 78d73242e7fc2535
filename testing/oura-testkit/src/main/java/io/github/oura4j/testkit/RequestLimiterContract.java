// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RateLimitTier;
import io.github.oura4j.limit.RequestLimiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of the contract that every {@link RequestLimiter} must fulfill. To test an implementation,
 * extend this class, implement {@link #limiter}, and let {@link #isNotifiedOfEnd} return whether
 * the limiter learns when a request ends. JUnit 5 runs the tests, which are inherited.
 *
 * <p>Time comes from a ticker that the tests advance, so an implementation on a shared store must
 * take the time from that ticker here, and not from the store's server.
 */
public abstract class RequestLimiterContract {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final VirtualTime time = new VirtualTime();

  /** Creates the contract; JUnit does so for each test. */
  protected RequestLimiterContract() {}

  /**
   * Creates the limiter under test, which has granted no permits yet. It is called once per test.
   *
   * @param application the limit for all access tokens together
   * @param token the limit for each access token
   * @param margin the margin, which {@link RequestLimiter#margin} has to return
   * @param ticker measures elapsed time; it stands still until a test advances it
   * @return the limiter
   */
  protected abstract RequestLimiter limiter(
      RateLimit application, RateLimit token, Duration margin, Ticker ticker);

  /**
   * Returns whether the limiter is notified when a request ends: then a permit counts until one
   * window after its reservation was closed. Otherwise it counts for one window plus the margin,
   * from the moment at which it was granted.
   *
   * @return true if closing a reservation after a grant has an effect
   */
  protected abstract boolean isNotifiedOfEnd();

  /**
   * Returns the limiter of another process: one with the same settings, on the same store as the
   * limiter that {@link #limiter} returned in this test.
   *
   * @return a second limiter; empty, which is the default, if permits are counted in memory, so
   *     that the tests of sharing are skipped
   */
  protected Optional<RequestLimiter> otherProcess() {
    return Optional.empty();
  }

  /**
   * Creates a limiter whose store cannot be reached.
   *
   * @param limit both limits
   * @param margin the margin
   * @param ticker measures elapsed time
   * @return a limiter; empty, which is the default, if there is no store, so that the tests of an
   *     unreachable store are skipped
   */
  protected Optional<RequestLimiter> unreachable(RateLimit limit, Duration margin, Ticker ticker) {
    return Optional.empty();
  }

  /**
   * Returns how long a response of the limiter's store may take. A limiter that is not notified of
   * the end of requests counts permits for that time in addition to the window and the margin.
   *
   * @return a duration; zero, which is the default, if there is no store
   */
  protected Duration storeTimeout() {
    return Duration.ZERO;
  }

  private RequestLimiter limiter(int application, int token) {
    return limiter(application, token, MARGIN);
  }

  private RequestLimiter limiter(int application, int token, Duration margin) {
    return limiter(new RateLimit(application, WINDOW), new RateLimit(token, WINDOW), margin, time);
  }

  /** Returns how long the permit of a request that ends at once counts. */
  private Duration counted() {
    return isNotifiedOfEnd() ? WINDOW : unended(MARGIN);
  }

  /** Returns how long a permit counts if the limiter does not learn when its request ends. */
  private Duration unended(Duration margin) {
    return WINDOW.plus(margin).plus(storeTimeout());
  }

  /** Acquires a permit for a request that ends at once. */
  private static Duration tryAcquire(RequestLimiter limiter, @Nullable String token) {
    try (RequestLimiter.Reservation reservation = limiter.reserve(token)) {
      return reservation.tryAcquire();
    }
  }

  /**
   * Asserts that no permit is available until some time has passed, and that one is then; that the
   * limiter never says to wait longer than that; and that it says to wait at least for that time,
   * or for a whole window if it is longer.
   */
  private void assertAvailableAfter(Duration wait, RequestLimiter limiter, String token) {
    assertWait(tryAcquire(limiter, token), wait);
    time.advance(wait.minusNanos(1));
    assertWait(tryAcquire(limiter, token), Duration.ofNanos(1));
    time.advance(Duration.ofNanos(1));
    assertThat(tryAcquire(limiter, token)).isZero();
  }

  private static void assertWait(Duration wait, Duration actual) {
    assertThat(wait).isBetween(actual.compareTo(WINDOW) < 0 ? actual : WINDOW, actual).isPositive();
  }

  private static RateLimitStatus status(RateLimitTier tier, int seconds) {
    return new RateLimitStatus(tier, Duration.ofSeconds(seconds), Optional.empty());
  }

  @Test
  void tryAcquire_upToTheLimit_grantsABurst() {
    RequestLimiter limiter = limiter(50, 50);

    for (int i = 0; i < 50; i++) {
      assertThat(tryAcquire(limiter, "a")).isZero();
    }
    assertWait(tryAcquire(limiter, "a"), counted());
  }

  @Test
  void tryAcquire_whenNoPermitIsAvailable_returnsTheTimeUntilOneIs() {
    RequestLimiter limiter = limiter(1, 1);
    tryAcquire(limiter, "a");
    time.advance(Duration.ofSeconds(100));

    assertAvailableAfter(counted().minusSeconds(100), limiter, "a");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 60, 900})
  void tryAcquire_afterALongRequest_countsItUntilOneWindowAfterItsEndOrPlusTheMargin(
      int marginSeconds) {
    Duration margin = Duration.ofSeconds(marginSeconds);
    Duration request = margin.dividedBy(2);
    RequestLimiter limiter = limiter(1, 1, margin);
    RequestLimiter.Reservation first = limiter.reserve("a");
    assertThat(first.tryAcquire()).isZero();
    time.advance(request);
    assertThat(tryAcquire(limiter, "a")).isPositive();
    first.close();

    Duration fromGrant = isNotifiedOfEnd() ? request.plus(WINDOW) : unended(margin);
    assertAvailableAfter(fromGrant.minus(request), limiter, "a");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 60, 900})
  void tryAcquire_whenAReservationIsNotClosed_countsItForOneWindowPlusTheMargin(int marginSeconds) {
    Duration margin = Duration.ofSeconds(marginSeconds);
    RequestLimiter limiter = limiter(1, 1, margin);
    assertThat(limiter.margin()).isEqualTo(margin);
    RequestLimiter.Reservation forgotten = limiter.reserve("a");
    assertThat(forgotten.tryAcquire()).isZero();

    assertAvailableAfter(unended(margin), limiter, "b");
    forgotten.close();
    assertWait(tryAcquire(limiter, "b"), isNotifiedOfEnd() ? WINDOW : unended(margin));
  }

  @Test
  void close_again_hasNoEffect() {
    RequestLimiter limiter = limiter(1, 1);
    RequestLimiter.Reservation first = limiter.reserve("a");
    assertThat(first.tryAcquire()).isZero();
    first.close();
    time.advance(Duration.ofSeconds(100));
    first.close();

    assertAvailableAfter(counted().minusSeconds(100), limiter, "a");
  }

  @Test
  void applicationLimit_ofALimiter_isTheOneItWasCreatedWith() {
    assertThat(limiter(7, 3).applicationLimit()).isEqualTo(new RateLimit(7, WINDOW));
  }

  /**
   * A request takes up to the margin to arrive at the server, and its response up to the rest of
   * it. Counts at the server, as Oura does.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tryAcquire_whenConnectingIsSlow_keepsTheLimitInEveryWindowAtTheServer(int seed) {
    RequestLimiter limiter = limiter(50, 20);
    Random random = new Random(seed);
    List<Long> arrivals = new ArrayList<>();
    Map<String, List<Long>> byToken = new HashMap<>();
    PriorityQueue<Response> inFlight =
        new PriorityQueue<>((one, other) -> Long.signum(one.at - other.at));
    for (int i = 0; i < 60_000; i++) {
      time.advance(Duration.ofMillis(random.nextInt(200)));
      while (!inFlight.isEmpty() && inFlight.element().at - time.nanoTime() <= 0) {
        inFlight.remove().reservation.close();
      }
      String token = "t" + random.nextInt(4);
      RequestLimiter.Reservation reservation = limiter.reserve(token);
      if (reservation.tryAcquire().isZero()) {
        long duration = (long) (random.nextDouble() * MARGIN.toNanos());
        long arrival = time.nanoTime() + (long) (random.nextDouble() * duration);
        arrivals.add(arrival);
        byToken.computeIfAbsent(token, t -> new ArrayList<>()).add(arrival);
        inFlight.add(new Response(time.nanoTime() + duration, reservation));
      } else {
        reservation.close();
      }
    }

    assertThat(arrivals).hasSizeGreaterThan(500);
    assertThat(mostIn(WINDOW, arrivals)).isLessThanOrEqualTo(50);
    byToken.values().forEach(each -> assertThat(mostIn(WINDOW, each)).isLessThanOrEqualTo(20));
  }

  private record Response(long at, RequestLimiter.Reservation reservation) {}

  @Test
  void tryAcquire_withManyTokens_sharesTheLimitOfTheApplication() {
    RequestLimiter limiter = limiter(10, 3);

    for (int i = 0; i < 3; i++) {
      assertThat(tryAcquire(limiter, "a")).isZero();
    }
    assertThat(tryAcquire(limiter, "a")).isPositive();
    for (int i = 0; i < 7; i++) {
      assertThat(tryAcquire(limiter, "b" + i)).isZero();
    }
    assertThat(tryAcquire(limiter, "z")).isPositive();
    assertThat(tryAcquire(limiter, null)).isPositive();
  }

  @Test
  void tryAcquire_afterATokenIsRateLimited_suspendsThatTokenOnly() {
    RequestLimiter limiter = limiter(10, 10);
    limiter.onRateLimited("a", status(RateLimitTier.TOKEN, 40));

    assertThat(tryAcquire(limiter, "a")).isEqualTo(Duration.ofSeconds(40));
    assertThat(tryAcquire(limiter, "b")).isZero();
    assertThat(tryAcquire(limiter, null)).isZero();

    time.advance(Duration.ofSeconds(40));
    assertThat(tryAcquire(limiter, "a")).isZero();
  }

  @Test
  void tryAcquire_afterTheApplicationIsRateLimited_suspendsEverybody() {
    RequestLimiter limiter = limiter(10, 10);
    limiter.onRateLimited("a", status(RateLimitTier.APPLICATION, 40));

    for (String token : Arrays.asList("a", "b", null)) {
      assertThat(tryAcquire(limiter, token)).isEqualTo(Duration.ofSeconds(40));
    }
    time.advance(Duration.ofSeconds(40));
    for (String token : Arrays.asList("a", "b", null)) {
      assertThat(tryAcquire(limiter, token)).isZero();
    }
  }

  @Test
  void tryAcquire_afterARequestWithoutATokenIsRateLimited_suspendsSuchRequests() {
    RequestLimiter limiter = limiter(10, 10);
    limiter.onRateLimited(null, status(RateLimitTier.TOKEN, 40));

    assertThat(tryAcquire(limiter, null)).isEqualTo(Duration.ofSeconds(40));
    time.advance(Duration.ofSeconds(40));
    assertThat(tryAcquire(limiter, null)).isZero();
  }

  @Test
  void tryAcquire_afterA429NamedALowerLimit_appliesItUntilItsLifetimeEnds() {
    RequestLimiter limiter = limiter(10, 10);
    RateLimitStatus status =
        new RateLimitStatus(
            RateLimitTier.TOKEN,
            Duration.ZERO,
            Optional.of(new RateLimit(2, Duration.ofMinutes(1))));
    limiter.onRateLimited("a", status);

    assertThat(tryAcquire(limiter, "a")).isZero();
    assertThat(tryAcquire(limiter, "a")).isZero();
    assertThat(tryAcquire(limiter, "b")).isZero();
    Duration named = counted().minus(WINDOW).plusMinutes(1);
    assertThat(tryAcquire(limiter, "a")).isPositive().isLessThanOrEqualTo(named);
    time.advance(named.minusNanos(1));
    assertThat(tryAcquire(limiter, "a")).isEqualTo(Duration.ofNanos(1));
    time.advance(Duration.ofNanos(1));
    assertThat(tryAcquire(limiter, "a")).isZero();

    time.advance(status.limitLifetime());
    for (int i = 0; i < 10; i++) {
      assertThat(tryAcquire(limiter, "a")).isZero();
    }
    assertThat(tryAcquire(limiter, "a")).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"1, 86400", "1, 3600", "100, 3601", "101, 60"})
  void tryAcquire_afterA429NamedAnImplausibleLimit_keepsTheConfiguredOne(
      int requests, int seconds) {
    RequestLimiter limiter = limiter(100, 100);
    limiter.onRateLimited(
        "a",
        new RateLimitStatus(
            RateLimitTier.APPLICATION,
            Duration.ZERO,
            Optional.of(new RateLimit(requests, Duration.ofSeconds(seconds)))));

    for (int i = 0; i < 100; i++) {
      assertThat(tryAcquire(limiter, "a")).isZero();
    }
    assertThat(tryAcquire(limiter, "a")).isPositive();
  }

  private RequestLimiter otherProcessOrSkip() {
    Optional<RequestLimiter> other = otherProcess();
    assumeTrue(other.isPresent(), "this limiter counts permits in memory");
    return other.orElseThrow();
  }

  @Test
  void tryAcquire_byTwoProcesses_sharesBothLimits() {
    RequestLimiter one = limiter(4, 3);
    RequestLimiter other = otherProcessOrSkip();

    assertThat(tryAcquire(one, "a")).isZero();
    assertThat(tryAcquire(other, "a")).isZero();
    assertThat(tryAcquire(one, "a")).isZero();
    assertThat(tryAcquire(other, "a")).isPositive();
    assertThat(tryAcquire(other, "b")).isZero();
    assertThat(tryAcquire(one, "b")).isPositive();
    assertThat(tryAcquire(other, null)).isPositive();
  }

  @Test
  void onRateLimited_inOneProcess_suspendsTheOther() {
    RequestLimiter one = limiter(10, 10);
    RequestLimiter other = otherProcessOrSkip();
    one.onRateLimited("a", status(RateLimitTier.TOKEN, 40));

    assertThat(tryAcquire(other, "a")).isEqualTo(Duration.ofSeconds(40));
    assertThat(tryAcquire(other, "b")).isZero();

    one.onRateLimited(null, status(RateLimitTier.APPLICATION, 20));
    assertThat(tryAcquire(other, "b")).isEqualTo(Duration.ofSeconds(20));
    time.advance(Duration.ofSeconds(20));
    assertThat(tryAcquire(other, "b")).isZero();
  }

  private RequestLimiter unreachableOrSkip() {
    Optional<RequestLimiter> limiter = unreachable(new RateLimit(10, WINDOW), MARGIN, time);
    assumeTrue(limiter.isPresent(), "this limiter has no store");
    return limiter.orElseThrow();
  }

  @Test
  void tryAcquire_whenTheStoreCannotBeReached_saysSoAndDoesNotClaimARateLimit() {
    RequestLimiter limiter = unreachableOrSkip();

    for (String token : Arrays.asList("a", null)) {
      try (RequestLimiter.Reservation reservation = limiter.reserve(token)) {
        assertThatThrownBy(reservation::tryAcquire).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> reservation.tryAcquire(Duration.ofSeconds(1)))
            .isInstanceOf(StoreUnavailableException.class);
      }
    }
  }

  /** A gauge asks no store: it is read often, by threads that must not wait. */
  @Test
  void availablePermits_whenTheStoreCannotBeReached_returnsWithoutAFailure() {
    RequestLimiter limiter = unreachableOrSkip();

    assertThat(limiter.availablePermits().orElse(0)).isBetween(0, 10);
    assertThat(limiter.applicationLimit().requests()).isEqualTo(10);
    assertThat(limiter.margin()).isEqualTo(MARGIN);
  }

  @Test
  void tryAcquire_afterASuspension_stillCountsEarlierPermits() {
    RequestLimiter limiter = limiter(3, 3);
    tryAcquire(limiter, "a");
    tryAcquire(limiter, "b");
    limiter.onRateLimited("a", status(RateLimitTier.APPLICATION, 40));
    time.advance(Duration.ofSeconds(40));

    assertThat(tryAcquire(limiter, "a")).isZero();
    assertThat(tryAcquire(limiter, "b")).isPositive();
  }

  @Test
  void tryAcquire_underConstantOverload_grantsTheWholeLimitInEachWindow() {
    RequestLimiter limiter = limiter(10, 10);
    List<PendingRequest> callers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      callers.add(new PendingRequest("p" + i, limiter, time.nanoTime()));
    }
    int granted = 0;
    for (long second = 0; second < 18 * WINDOW.toSeconds(); second++) {
      for (int i = 0; i < callers.size(); i++) {
        if (callers.get(i).isGranted(time.nanoTime())) {
          granted++;
          callers.set(i, new PendingRequest("p" + i, limiter, time.nanoTime()));
        }
      }
      time.advance(Duration.ofSeconds(1));
    }

    // A caller that retries only once per second can miss a permit by less than a second.
    int most = 10 * (int) Math.ceil(18.0 * WINDOW.toSeconds() / counted().toSeconds());
    assertThat(granted).isBetween(most - 10, most);
  }

  @Test
  void tryAcquire_afterAShorterSuspension_keepsTheLongerOne() {
    RequestLimiter limiter = limiter(10, 10);
    limiter.onRateLimited("a", status(RateLimitTier.TOKEN, 40));
    limiter.onRateLimited("a", status(RateLimitTier.TOKEN, 5));

    assertThat(tryAcquire(limiter, "a")).isEqualTo(Duration.ofSeconds(40));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void tryAcquire_withRandomArrivals_neverExceedsTheLimitInAnyWindow(int seed) {
    int applicationLimit = 200;
    int tokenLimit = 60;
    RequestLimiter limiter = limiter(applicationLimit, tokenLimit);
    Random random = new Random(seed);
    List<Long> all = new ArrayList<>();
    Map<String, List<Long>> byToken = new HashMap<>();
    Deque<PendingRequest> pending = new ArrayDeque<>();
    for (int i = 0; i < 4000; i++) {
      time.advance(
          Duration.ofMillis(
              random.nextInt(100) == 0 ? random.nextInt(120_000) : random.nextInt(200)));
      if (random.nextInt(200) == 0) {
        limiter.onRateLimited("p0", status(RateLimitTier.TOKEN, random.nextInt(400)));
      }
      // The first token sends the most requests, so that its own limit matters too.
      int token = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
      pending.add(new PendingRequest("p" + token, limiter, time.nanoTime()));
      for (int n = pending.size(); n > 0; n--) {
        PendingRequest next = pending.remove();
        if (next.isGranted(time.nanoTime())) {
          all.add(time.nanoTime());
          byToken.computeIfAbsent(next.token, p -> new ArrayList<>()).add(time.nanoTime());
        } else {
          pending.add(next);
        }
      }
    }

    assertThat(all).hasSizeGreaterThan(1000);
    assertThat(mostIn(counted(), all)).isEqualTo(applicationLimit);
    byToken.values().forEach(times -> assertThat(mostIn(counted(), times)).isLessThanOrEqualTo(60));
    assertThat(byToken.values()).anyMatch(times -> mostIn(counted(), times) == tokenLimit);
  }

  private static int mostIn(Duration window, List<Long> unsorted) {
    List<Long> times = new ArrayList<>(unsorted);
    times.sort((one, other) -> Long.signum(one - other));
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) >= window.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  @Test
  void tryAcquire_fromManyThreads_grantsExactlyTheLimit() throws Exception {
    RequestLimiter limiter = limiter(1000, 1000);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        work.add(
            () -> {
              int granted = 0;
              for (int n = 0; n < 200; n++) {
                granted += tryAcquire(limiter, "a").isZero() ? 1 : 0;
              }
              return granted;
            });
      }
      int granted = 0;
      for (Future<Integer> each : threads.invokeAll(work)) {
        granted += each.get();
      }
      assertThat(granted).isEqualTo(1000);
    } finally {
      threads.shutdownNow();
    }
  }

  /** A request that tries again when the estimated time has passed. */
  private static final class PendingRequest {
    private final String token;
    private final RequestLimiter.Reservation reservation;
    private long retryAt;

    PendingRequest(String token, RequestLimiter limiter, long now) {
      this.token = token;
      this.reservation = limiter.reserve(token);
      this.retryAt = now;
    }

    boolean isGranted(long now) {
      if (now - retryAt < 0) {
        return false;
      }
      Duration wait = reservation.tryAcquire();
      retryAt = now + wait.toNanos();
      if (wait.isZero()) {
        reservation.close();
      }
      return wait.isZero();
    }
  }
}
