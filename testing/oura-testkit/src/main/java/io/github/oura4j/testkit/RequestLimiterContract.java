// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of the contract that every {@link RequestLimiter} must fulfill. To test an implementation,
 * extend this class and implement {@link #limiter}. JUnit 5 runs the tests, which are inherited.
 *
 * <p>Time comes from a ticker that the tests advance, so an implementation on a shared store must
 * take the time from that ticker here, and not from the store's server.
 */
public abstract class RequestLimiterContract {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final VirtualTime time = new VirtualTime();

  /** Creates the contract; JUnit does so for each test. */
  protected RequestLimiterContract() {}

  /**
   * Creates the limiter under test, which has granted no permits yet. It is called once per test.
   *
   * @param application the limit for all people together
   * @param person the limit for each person
   * @param ticker measures elapsed time; it stands still until a test advances it
   * @return the limiter
   */
  protected abstract RequestLimiter limiter(RateLimit application, RateLimit person, Ticker ticker);

  private RequestLimiter limiter(int application, int person) {
    return limiter(new RateLimit(application, WINDOW), new RateLimit(person, WINDOW), time);
  }

  private static Duration tryAcquire(RequestLimiter limiter, @Nullable String person) {
    try (RequestLimiter.Reservation reservation = limiter.reserve(person)) {
      return reservation.tryAcquire();
    }
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
    assertThat(tryAcquire(limiter, "a")).isEqualTo(WINDOW);
  }

  @Test
  void tryAcquire_whenNoPermitIsAvailable_returnsTheTimeUntilOneIs() {
    RequestLimiter limiter = limiter(1, 1);
    tryAcquire(limiter, "a");
    time.advance(Duration.ofSeconds(100));

    Duration wait = tryAcquire(limiter, "a");
    assertThat(wait).isEqualTo(Duration.ofSeconds(200));

    time.advance(wait.minusNanos(1));
    assertThat(tryAcquire(limiter, "a")).isPositive();
    time.advance(Duration.ofNanos(1));
    assertThat(tryAcquire(limiter, "a")).isZero();
  }

  @Test
  void tryAcquire_byManyPeople_sharesTheLimitOfTheApplication() {
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
  void tryAcquire_afterAPersonIsRateLimited_suspendsThatPersonOnly() {
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

    for (String person : Arrays.asList("a", "b", null)) {
      assertThat(tryAcquire(limiter, person)).isEqualTo(Duration.ofSeconds(40));
    }
    time.advance(Duration.ofSeconds(40));
    for (String person : Arrays.asList("a", "b", null)) {
      assertThat(tryAcquire(limiter, person)).isZero();
    }
  }

  @Test
  void tryAcquire_afterARequestWithoutAPersonIsRateLimited_suspendsSuchRequests() {
    RequestLimiter limiter = limiter(10, 10);
    limiter.onRateLimited(null, status(RateLimitTier.TOKEN, 40));

    assertThat(tryAcquire(limiter, null)).isEqualTo(Duration.ofSeconds(40));
    time.advance(Duration.ofSeconds(40));
    assertThat(tryAcquire(limiter, null)).isZero();
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
    assertThat(granted).isBetween(170, 180);
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
    int personLimit = 60;
    RequestLimiter limiter = limiter(applicationLimit, personLimit);
    Random random = new Random(seed);
    List<Long> all = new ArrayList<>();
    Map<String, List<Long>> byPerson = new HashMap<>();
    Deque<PendingRequest> pending = new ArrayDeque<>();
    for (int i = 0; i < 4000; i++) {
      time.advance(
          Duration.ofMillis(
              random.nextInt(100) == 0 ? random.nextInt(120_000) : random.nextInt(200)));
      if (random.nextInt(200) == 0) {
        limiter.onRateLimited("p0", status(RateLimitTier.TOKEN, random.nextInt(400)));
      }
      pending.add(new PendingRequest("p" + random.nextInt(6), limiter, time.nanoTime()));
      for (int n = pending.size(); n > 0; n--) {
        PendingRequest next = pending.remove();
        if (next.isGranted(time.nanoTime())) {
          all.add(time.nanoTime());
          byPerson.computeIfAbsent(next.person, p -> new ArrayList<>()).add(time.nanoTime());
        } else {
          pending.add(next);
        }
      }
    }

    assertThat(all).hasSizeGreaterThan(1000);
    assertThat(mostInAWindow(all)).isEqualTo(applicationLimit);
    byPerson.values().forEach(times -> assertThat(mostInAWindow(times)).isLessThanOrEqualTo(60));
    assertThat(byPerson.values()).anyMatch(times -> mostInAWindow(times) == personLimit);
  }

  private static int mostInAWindow(List<Long> times) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) >= WINDOW.toNanos()) {
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
    private final String person;
    private final RequestLimiter.Reservation reservation;
    private long retryAt;

    PendingRequest(String person, RequestLimiter limiter, long now) {
      this.person = person;
      this.reservation = limiter.reserve(person);
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
