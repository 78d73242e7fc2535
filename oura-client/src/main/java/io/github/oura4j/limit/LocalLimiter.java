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
 * A rate limiter that counts permits in the memory of this process.
 *
 * <p>The application's permit and the person's are granted together or not at all. If one were
 * granted while the other is still being waited for, its time would be earlier than that of the
 * request, and the window would be counted from the wrong moment.
 */
final class LocalLimiter implements RequestLimiter {
  // Not synchronized methods: up to Java 23, these pin virtual threads.
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
  public void onRateLimited(@Nullable String person, RateLimitStatus status) {
    lock.lock();
    try {
      SlidingWindow window =
          person == null || status.tier() == RateLimitTier.APPLICATION
              ? application
              : windowOf(person);
      window.onRateLimited(status, ticker.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public OptionalInt availablePermits() {
    lock.lock();
    try {
      return OptionalInt.of(application.available(ticker.nanoTime()));
    } finally {
      lock.unlock();
    }
  }

  private SlidingWindow windowOf(String person) {
    SlidingWindow existing = people.get(person);
    if (existing != null) {
      return existing;
    }
    evictIdle();
    SlidingWindow created = new SlidingWindow(personLimit);
    people.put(person, created);
    return created;
  }

  /**
   * Checks the first two people of the map: removes those that are idle, and moves the others to
   * the end. Because two are checked for each person that is added, the map stays small without a
   * background thread or a scan of the whole map.
   */
  private void evictIdle() {
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

  /** Returns the number of people whose permits are being counted. */
  int trackedPeople() {
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
    private @Nullable SlidingWindow waitingIn;

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
      leaveQueue();
      long wait = application.waitOf(arrival, now);
      SlidingWindow slower = application;
      SlidingWindow personal = person == null ? null : windowOf(person);
      if (personal != null) {
        long personalWait = personal.waitOf(arrival, now);
        if (personalWait > wait) {
          wait = personalWait;
          slower = personal;
        }
      }
      if (wait > 0) {
        slower.enqueue(arrival);
        waitingIn = slower;
        return wait;
      }
      application.grant(now);
      if (personal != null) {
        personal.grant(now);
      }
      return 0;
    }

    private void leaveQueue() {
      if (waitingIn != null) {
        waitingIn.dequeue(arrival);
        waitingIn = null;
      }
    }

    @Override
    public void close() {
      if (waitingIn == null) {
        return;
      }
      lock.lock();
      try {
        leaveQueue();
      } finally {
        lock.unlock();
      }
    }
  }
}
