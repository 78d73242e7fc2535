// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of {@link RequestLimiter}, for any implementation: extend this class, and say how
 * one is made.
 */
public abstract class RequestLimiterContract {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final VirtualTime time = new VirtualTime();

  /**
   * Makes a limiter that has given out nothing.
   *
   * @param application what all people may send together
   * @param person what each of them may send
   * @param ticker the clock to go by
   * @return the limiter
   */
  protected abstract RequestLimiter limiter(RateLimit application, RateLimit person, Ticker ticker);

  private RequestLimiter limiter(int application, int person) {
    return limiter(new RateLimit(application, WINDOW), new RateLimit(person, WINDOW), time);
  }

  private static Duration ask(RequestLimiter limiter, String person) {
    try (RequestLimiter.Reservation reservation = limiter.reserve(person)) {
      return reservation.tryAcquire();
    }
  }

  private static RateLimitStatus notice(RateLimitTier tier, int seconds) {
    return new RateLimitStatus(tier, Duration.ofSeconds(seconds), Optional.empty());
  }

  @Test
  public void ask_upToTheLimit_givesABurst() {
    RequestLimiter limiter = limiter(50, 50);

    for (int i = 0; i < 50; i++) {
      assertThat(ask(limiter, "a")).isZero();
    }
    assertThat(ask(limiter, "a")).isEqualTo(WINDOW);
  }

  @Test
  public void ask_whenRefused_namesTheTimeAtWhichItIsGiven() {
    RequestLimiter limiter = limiter(1, 1);
    ask(limiter, "a");
    time.pass(Duration.ofSeconds(100));

    Duration wait = ask(limiter, "a");
    assertThat(wait).isEqualTo(Duration.ofSeconds(200));

    time.pass(wait.minusNanos(1));
    assertThat(ask(limiter, "a")).isPositive();
    time.pass(Duration.ofNanos(1));
    assertThat(ask(limiter, "a")).isZero();
  }

  @Test
  public void ask_byManyPeople_sharesTheAllowanceOfTheApplication() {
    RequestLimiter limiter = limiter(10, 3);

    for (int i = 0; i < 3; i++) {
      assertThat(ask(limiter, "a")).isZero();
    }
    assertThat(ask(limiter, "a")).isPositive();
    for (int i = 0; i < 7; i++) {
      assertThat(ask(limiter, "b" + i)).isZero();
    }
    assertThat(ask(limiter, "z")).isPositive();
    assertThat(ask(limiter, null)).isPositive();
  }

  @Test
  public void ask_afterANoticeForAPerson_holdsThatPersonOnlyUntilItsTime() {
    RequestLimiter limiter = limiter(10, 10);
    limiter.onRateLimited("a", notice(RateLimitTier.TOKEN, 40));

    assertThat(ask(limiter, "a")).isEqualTo(Duration.ofSeconds(40));
    assertThat(ask(limiter, "b")).isZero();
    assertThat(ask(limiter, null)).isZero();

    time.pass(Duration.ofSeconds(40));
    assertThat(ask(limiter, "a")).isZero();
  }

  @Test
  public void ask_afterANoticeForTheApplication_holdsEverybodyUntilItsTime() {
    RequestLimiter limiter = limiter(10, 10);
    limiter.onRateLimited("a", notice(RateLimitTier.APPLICATION, 40));

    for (String person : new String[] {"a", "b", null}) {
      assertThat(ask(limiter, person)).isEqualTo(Duration.ofSeconds(40));
    }
    time.pass(Duration.ofSeconds(40));
    for (String person : new String[] {"a", "b", null}) {
      assertThat(ask(limiter, person)).isZero();
    }
  }

  @Test
  public void ask_afterANoticeForARequestOfTheApplicationItself_holdsThose() {
    RequestLimiter limiter = limiter(10, 10);
    limiter.onRateLimited(null, notice(RateLimitTier.TOKEN, 40));

    assertThat(ask(limiter, null)).isEqualTo(Duration.ofSeconds(40));
    time.pass(Duration.ofSeconds(40));
    assertThat(ask(limiter, null)).isZero();
  }

  @Test
  public void ask_afterAHoldOfTheApplication_stillCountsWhatWasGivenBefore() {
    RequestLimiter limiter = limiter(3, 3);
    ask(limiter, "a");
    ask(limiter, "b");
    limiter.onRateLimited("a", notice(RateLimitTier.APPLICATION, 40));
    time.pass(Duration.ofSeconds(40));

    assertThat(ask(limiter, "a")).isZero();
    assertThat(ask(limiter, "b")).isPositive();
  }

  @Test
  public void ask_byMoreThanTheLimitAllTheTime_givesAllOfItInEachWindow() {
    RequestLimiter limiter = limiter(10, 10);
    List<Waiting> callers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      callers.add(new Waiting("p" + i, limiter, time.nanoTime()));
    }
    int given = 0;
    for (long second = 0; second < 18 * WINDOW.toSeconds(); second++) {
      for (int i = 0; i < callers.size(); i++) {
        if (callers.get(i).goes(time.nanoTime())) {
          given++;
          callers.set(i, new Waiting("p" + i, limiter, time.nanoTime()));
        }
      }
      time.pass(Duration.ofSeconds(1));
    }

    // Somebody who asks in the wrong moment may cost a little, and no more.
    assertThat(given).isBetween(170, 180);
  }

  @Test
  public void ask_afterAShorterNotice_keepsTheLongerHold() {
    RequestLimiter limiter = limiter(10, 10);
    limiter.onRateLimited("a", notice(RateLimitTier.TOKEN, 40));
    limiter.onRateLimited("a", notice(RateLimitTier.TOKEN, 5));

    assertThat(ask(limiter, "a")).isEqualTo(Duration.ofSeconds(40));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  public void ask_overRandomArrivals_neverGivesMoreThanTheLimitInAnyWindow(int seed) {
    int applicationLimit = 200;
    int personLimit = 60;
    RequestLimiter limiter = limiter(applicationLimit, personLimit);
    Random random = new Random(seed);
    List<Long> all = new ArrayList<>();
    Map<String, List<Long>> byPerson = new HashMap<>();
    Deque<Waiting> waiting = new ArrayDeque<>();
    for (int i = 0; i < 4000; i++) {
      time.pass(
          Duration.ofMillis(
              random.nextInt(100) == 0 ? random.nextInt(120_000) : random.nextInt(200)));
      if (random.nextInt(200) == 0) {
        limiter.onRateLimited("p0", notice(RateLimitTier.TOKEN, random.nextInt(400)));
      }
      waiting.add(new Waiting("p" + random.nextInt(6), limiter, time.nanoTime()));
      for (int n = waiting.size(); n > 0; n--) {
        Waiting next = waiting.remove();
        if (next.goes(time.nanoTime())) {
          all.add(time.nanoTime());
          byPerson.computeIfAbsent(next.person, p -> new ArrayList<>()).add(time.nanoTime());
        } else {
          waiting.add(next);
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
  public void ask_fromManyThreads_givesExactlyTheLimit() throws Exception {
    RequestLimiter limiter = limiter(1000, 1000);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        work.add(
            () -> {
              int given = 0;
              for (int n = 0; n < 200; n++) {
                given += ask(limiter, "a").isZero() ? 1 : 0;
              }
              return given;
            });
      }
      int given = 0;
      for (Future<Integer> each : threads.invokeAll(work)) {
        given += each.get();
      }
      assertThat(given).isEqualTo(1000);
    } finally {
      threads.shutdownNow();
    }
  }

  /** A request that asks again when it was told to. */
  private static final class Waiting {
    private final String person;
    private final RequestLimiter.Reservation reservation;
    private long askAt;

    Waiting(String person, RequestLimiter limiter, long now) {
      this.person = person;
      this.reservation = limiter.reserve(person);
      this.askAt = now;
    }

    boolean goes(long now) {
      if (now - askAt < 0) {
        return false;
      }
      Duration wait = reservation.tryAcquire();
      askAt = now + wait.toNanos();
      if (wait.isZero()) {
        reservation.close();
      }
      return wait.isZero();
    }
  }
}
