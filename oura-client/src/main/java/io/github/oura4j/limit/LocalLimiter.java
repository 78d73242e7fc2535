// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import io.github.oura4j.http.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps count in memory. A permit of the application and one of the person are given together or
 * not at all: one that is booked while the other is waited for would count at the wrong time.
 */
final class LocalLimiter implements RequestLimiter {
  // Not a monitor: those pin virtual threads up to Java 23.
  private final ReentrantLock lock = new ReentrantLock();
  private final Ticker ticker;
  private final RateLimit personLimit;
  private final SlidingWindow application;
  private final LinkedHashMap<String, SlidingWindow> people = new LinkedHashMap<>();
  private long arrivals;

  LocalLimiter(RateLimit application, RateLimit person, Ticker ticker) {
    this.application = new SlidingWindow(application);
    this.personLimit = person;
    this.ticker = ticker;
  }

  @Override
  public Reservation reserve(@Nullable String person) {
    return new LocalReservation(person);
  }

  @Override
  public void onRateLimited(@Nullable String person, RateLimitStatus notice) {
    lock.lock();
    try {
      SlidingWindow allowance =
          person == null || notice.tier() == RateLimitTier.APPLICATION ? application : of(person);
      allowance.onRateLimited(notice, ticker.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public OptionalInt availablePermits() {
    lock.lock();
    try {
      return OptionalInt.of(application.left(ticker.nanoTime()));
    } finally {
      lock.unlock();
    }
  }

  private SlidingWindow of(String person) {
    SlidingWindow known = people.get(person);
    if (known != null) {
      return known;
    }
    forgetTheIdle();
    SlidingWindow fresh = new SlidingWindow(personLimit);
    people.put(person, fresh);
    return fresh;
  }

  /**
   * Looks at the two that stand first and forgets them if they are idle; one that is not goes to
   * the end, out of the others' way. With two for each newcomer, none is kept for long.
   */
  private void forgetTheIdle() {
    long now = ticker.nanoTime();
    for (int i = 0; i < 2 && !people.isEmpty(); i++) {
      Map.Entry<String, SlidingWindow> first =
          Map.Entry.copyOf(people.entrySet().iterator().next());
      people.remove(first.getKey());
      if (!first.getValue().isIdle(now)) {
        people.put(first.getKey(), first.getValue());
      }
    }
  }

  /** Returns of how many people something is known that could matter. */
  int remembered() {
    lock.lock();
    try {
      return people.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "RequestLimiter[local]";
  }

  private final class LocalReservation implements Reservation {
    private final @Nullable String person;
    private long arrival = -1;
    private @Nullable SlidingWindow line;

    LocalReservation(@Nullable String person) {
      this.person = person;
    }

    @Override
    public Duration tryAcquire() {
      lock.lock();
      try {
        return Duration.ofNanos(tryAcquireLocked(ticker.nanoTime()));
      } finally {
        lock.unlock();
      }
    }

    private long tryAcquireLocked(long now) {
      if (arrival < 0) {
        arrival = arrivals++;
      }
      leaveLine();
      long wait = application.waitOf(arrival, now);
      SlidingWindow slower = application;
      SlidingWindow own = person == null ? null : of(person);
      if (own != null) {
        long ownWait = own.waitOf(arrival, now);
        if (ownWait > wait) {
          wait = ownWait;
          slower = own;
        }
      }
      if (wait > 0) {
        slower.queue(arrival);
        line = slower;
        return wait;
      }
      application.grant(now);
      if (own != null) {
        own.grant(now);
      }
      return 0;
    }

    private void leaveLine() {
      if (line != null) {
        line.leave(arrival);
        line = null;
      }
    }

    @Override
    public void close() {
      if (line == null) {
        return;
      }
      lock.lock();
      try {
        leaveLine();
      } finally {
        lock.unlock();
      }
    }
  }
}
