// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.http.Deadline;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RateLimitTier;
import io.github.oura4j.limit.RequestLimiter;
import io.github.resilience4j.core.EventConsumer;
import io.github.resilience4j.core.EventProcessor;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.event.RateLimiterEvent;
import io.github.resilience4j.ratelimiter.event.RateLimiterOnDrainedEvent;
import io.github.resilience4j.ratelimiter.event.RateLimiterOnFailureEvent;
import io.github.resilience4j.ratelimiter.event.RateLimiterOnSuccessEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shows the application's limit of a {@link RequestLimiter} as a rate limiter of Resilience4j: to
 * registries, events and metrics, and to other code that acquires permits from it.
 *
 * <p>Such code does not say when its request has ended. Its permits therefore count for one window
 * plus the margin of the limiter.
 *
 * <p>The client's own calls acquire their permits from the {@link RequestLimiter}, and report them
 * here.
 */
final class ApplicationRateLimiter implements RateLimiter {
  private final String name;
  private final Map<String, String> tags;
  private final RequestLimiter limiter;
  private final WaitBudget waitBudget;
  private final Events events = new Events();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile RateLimiterConfig config;

  ApplicationRateLimiter(
      String name,
      RateLimiterConfig config,
      Map<String, String> tags,
      RequestLimiter limiter,
      WaitBudget waitBudget) {
    this.name = name;
    this.config = config;
    this.tags = tags;
    this.limiter = limiter;
    this.waitBudget = waitBudget;
  }

  /**
   * Returns the configuration that describes a limiter. Other code waits for a permit as long as a
   * call of the client does.
   */
  static RateLimiterConfig configOf(RequestLimiter limiter, Duration maxWait) {
    RateLimit limit = limiter.applicationLimit();
    return RateLimiterConfig.custom()
        .limitForPeriod(limit.requests())
        .limitRefreshPeriod(limit.window())
        .timeoutDuration(maxWait)
        .build();
  }

  /** Reports that a call has begun to wait for a permit. */
  void onWaitStarted() {
    waiting.incrementAndGet();
  }

  /** Reports that a call has stopped waiting for a permit. */
  void onWaitEnded() {
    waiting.decrementAndGet();
  }

  /** Reports that permits were acquired. */
  void onAcquired(int permits) {
    if (events.hasConsumers()) {
      events.processEvent(new RateLimiterOnSuccessEvent(name, permits));
    }
  }

  /** Reports that permits were not granted in time. */
  void onRejected(int permits) {
    if (events.hasConsumers()) {
      events.processEvent(new RateLimiterOnFailureEvent(name, permits));
    }
  }

  /**
   * Acquires permits, and waits for them up to the timeout of the configuration. Fails without
   * waiting if that would not suffice, and stops waiting when the thread is interrupted or the
   * client is closed. Several permits are acquired one after the other: if the last is not granted
   * in time, the others count nevertheless.
   */
  @Override
  public boolean acquirePermission(int permits) {
    checkPermits(permits);
    Deadline deadline = Deadline.after(config.getTimeoutDuration(), waitBudget.ticker());
    for (int i = 0; i < permits; i++) {
      if (!acquire(deadline)) {
        onRejected(permits);
        return false;
      }
    }
    onAcquired(permits);
    return true;
  }

  /**
   * Acquires one permit. Its reservation stays open: nobody will say when the request has ended.
   */
  private boolean acquire(Deadline deadline) {
    RequestLimiter.Reservation reservation = limiter.reserve(null);
    Duration wait = reservation.tryAcquire();
    if (wait.isZero()) {
      return true;
    }
    boolean isGranted = false;
    onWaitStarted();
    try {
      while (wait.compareTo(deadline.remaining()) <= 0 && !waitBudget.isClosed()) {
        waitBudget.sleeper().await(waitBudget.closed(), RateLimitingTransport.untilNextPoll(wait));
        wait = reservation.tryAcquire();
        if (wait.isZero()) {
          isGranted = true;
          return true;
        }
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      onWaitEnded();
      if (!isGranted) {
        reservation.close();
      }
    }
  }

  /**
   * Acquires permits that are available now. Permits of a later time cannot be promised, because it
   * is unknown when the requests in flight will end.
   *
   * @return zero if the permits were acquired; -1 if they are not available now
   */
  @Override
  public long reservePermission(int permits) {
    checkPermits(permits);
    if (limiter.availablePermits().orElse(permits) < permits) {
      onRejected(permits);
      return -1;
    }
    for (int i = 0; i < permits; i++) {
      RequestLimiter.Reservation reservation = limiter.reserve(null);
      if (!reservation.tryAcquire().isZero()) {
        reservation.close();
        onRejected(permits);
        return -1;
      }
    }
    onAcquired(permits);
    return 0;
  }

  private void checkPermits(int permits) {
    int limit = limiter.applicationLimit().requests();
    if (permits < 1 || permits > limit) {
      throw new IllegalArgumentException(
          "The number of permits must be from 1 to "
              + limit
              + ", the limit of the rate limiter "
              + name
              + ", but is "
              + permits
              + ".");
    }
  }

  /** Suspends granting for one window, as if Oura had rejected a request of the application. */
  @Override
  public void drainPermissions() {
    int drained = getMetrics().getAvailablePermissions();
    limiter.onRateLimited(
        null,
        new RateLimitStatus(
            RateLimitTier.APPLICATION, limiter.applicationLimit().window(), Optional.empty()));
    if (events.hasConsumers()) {
      events.processEvent(new RateLimiterOnDrainedEvent(name, Math.max(0, drained)));
    }
  }

  /** Changes how long other code waits for permits. The client's calls wait by their policy. */
  @Override
  public void changeTimeoutDuration(Duration timeoutDuration) {
    config = RateLimiterConfig.from(config).timeoutDuration(timeoutDuration).build();
  }

  /** Always fails: the permits of the current window are counted toward the limit as it is. */
  @Override
  public void changeLimitForPeriod(int limitForPeriod) {
    throw new UnsupportedOperationException(
        "The limit of the rate limiter "
            + name
            + " cannot be changed. Build another client with"
            + " OuraClient.builder().rateLimit(...).");
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public RateLimiterConfig getRateLimiterConfig() {
    return config;
  }

  @Override
  public Map<String, String> getTags() {
    return tags;
  }

  @Override
  public Metrics getMetrics() {
    return new Metrics() {
      @Override
      public int getNumberOfWaitingThreads() {
        return waiting.get();
      }

      /** Returns -1 if the limiter does not know the number. */
      @Override
      public int getAvailablePermissions() {
        return limiter.availablePermits().orElse(-1);
      }
    };
  }

  @Override
  public EventPublisher getEventPublisher() {
    return events;
  }

  @Override
  public String toString() {
    return "RateLimiter[" + name + ", " + limiter.applicationLimit() + "]";
  }

  private static final class Events extends EventProcessor<RateLimiterEvent>
      implements EventPublisher {
    @Override
    public EventPublisher onSuccess(EventConsumer<RateLimiterOnSuccessEvent> consumer) {
      registerConsumer(RateLimiterOnSuccessEvent.class.getName(), consumer);
      return this;
    }

    @Override
    public EventPublisher onFailure(EventConsumer<RateLimiterOnFailureEvent> consumer) {
      registerConsumer(RateLimiterOnFailureEvent.class.getName(), consumer);
      return this;
    }
  }
}
