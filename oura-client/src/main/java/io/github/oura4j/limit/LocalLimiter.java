// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import io.github.oura4j.http.Ticker;
import io.github.oura4j.internal.util.Checks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A rate limiter that counts permits in the memory of this process.
 *
 * <p>The application's permit and the access token's are granted together or not at all. If one
 * were granted while the other is still being waited for, its time would be earlier than that of
 * the request, and the window would be counted from the wrong moment.
 */
final class LocalLimiter implements RequestLimiter {
  // Not synchronized methods: up to Java 23, these pin virtual threads.
  private final ReentrantLock lock = new ReentrantLock();
  private final Ticker ticker;
  private final RateLimit applicationLimit;
  private final RateLimit tokenLimit;
  private final Duration margin;
  private final SlidingWindow application;
  private final LinkedHashMap<String, SlidingWindow> tokens = new LinkedHashMap<>();
  private long arrivals;

  LocalLimiter(RateLimit application, RateLimit token, Duration margin, Ticker ticker) {
    this.applicationLimit = Objects.requireNonNull(application, "application must not be null");
    this.tokenLimit = Objects.requireNonNull(token, "token must not be null");
    this.margin = Checks.requirePositive(margin, "The margin of the rate limiter");
    this.application = new SlidingWindow(application, margin.toNanos());
    this.ticker = Objects.requireNonNull(ticker, "ticker must not be null");
  }

  @Override
  public Reservation reserve(@Nullable String tokenHash) {
    return new LocalReservation(tokenHash);
  }

  @Override
  public void onRateLimited(@Nullable String tokenHash, RateLimitStatus status) {
    lock.lock();
    try {
      SlidingWindow window =
          tokenHash == null || status.tier() == RateLimitTier.APPLICATION
              ? application
              : windowOf(tokenHash);
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

  @Override
  public RateLimit applicationLimit() {
    return applicationLimit;
  }

  @Override
  public Duration margin() {
    return margin;
  }

  private SlidingWindow windowOf(String tokenHash) {
    SlidingWindow existing = tokens.get(tokenHash);
    if (existing != null) {
      return existing;
    }
    evictIdle();
    SlidingWindow created = new SlidingWindow(tokenLimit, margin.toNanos());
    tokens.put(tokenHash, created);
    return created;
  }

  /**
   * Checks the first two tokens of the map: removes those that are idle, and moves the others to
   * the end. Because two are checked for each token that is added, the map stays small without a
   * background thread or a scan of the whole map.
   */
  private void evictIdle() {
    long now = ticker.nanoTime();
    for (int i = 0; i < 2 && !tokens.isEmpty(); i++) {
      Map.Entry<String, SlidingWindow> first =
          Map.Entry.copyOf(tokens.entrySet().iterator().next());
      tokens.remove(first.getKey());
      if (!first.getValue().isIdle(now)) {
        tokens.put(first.getKey(), first.getValue());
      }
    }
  }

  /** Returns the number of access tokens whose permits are being counted. */
  int trackedTokens() {
    lock.lock();
    try {
      return tokens.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "RequestLimiter[local]";
  }

  private final class LocalReservation implements Reservation {
    private final @Nullable String tokenHash;
    private long arrival = -1;
    private @Nullable SlidingWindow waitingIn;
    private PermitLog.@Nullable Permit applicationPermit;
    private @Nullable SlidingWindow tokenWindow;
    private PermitLog.@Nullable Permit tokenPermit;

    LocalReservation(@Nullable String tokenHash) {
      this.tokenHash = tokenHash;
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
      SlidingWindow ofToken = tokenHash == null ? null : windowOf(tokenHash);
      if (ofToken != null) {
        long tokenWait = ofToken.waitOf(arrival, now);
        if (tokenWait > wait) {
          wait = tokenWait;
          slower = ofToken;
        }
      }
      if (wait > 0) {
        slower.enqueue(arrival);
        waitingIn = slower;
        return wait;
      }
      applicationPermit = application.grant(now);
      if (ofToken != null) {
        tokenWindow = ofToken;
        tokenPermit = ofToken.grant(now);
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
      if (waitingIn == null && applicationPermit == null) {
        return;
      }
      lock.lock();
      try {
        leaveQueue();
        endPermits(ticker.nanoTime());
      } finally {
        lock.unlock();
      }
    }

    private void endPermits(long now) {
      if (applicationPermit != null) {
        application.end(applicationPermit, now);
        applicationPermit = null;
      }
      if (tokenWindow != null && tokenPermit != null) {
        tokenWindow.end(tokenPermit, now);
        tokenPermit = null;
      }
    }
  }
}
