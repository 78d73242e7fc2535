// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.error.ClientRateLimitException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.Transport;
import io.github.oura4j.limit.RateLimitMode;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Acquires a permit from the rate limiter before each request and keeps its reservation open as
 * long as the request can arrive at Oura, and reports the rate limits in Oura's responses to the
 * limiter.
 */
public final class RateLimitingTransport implements Transport {
  private static final Logger LOG = System.getLogger("io.github.oura4j");
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * The limiter is polled at least this often: when calls ahead in the queue give up, a permit is
   * available earlier than estimated.
   */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  /** How long to wait before a store that could not be reached is tried again, at first. */
  private static final Duration STORE_BACKOFF = Duration.ofMillis(50);

  private final Transport next;
  private final RequestLimiter limiter;
  private final RateLimitMode rateLimitMode;
  private final WaitBudget waitBudget;
  private final Clock clock;
  private final CallListeners listeners;
  private final ApplicationRateLimiter application;
  private final AtomicBoolean closed = new AtomicBoolean();

  public RateLimitingTransport(
      Transport next,
      RequestLimiter limiter,
      RateLimitMode rateLimitMode,
      WaitBudget waitBudget,
      Clock clock,
      CallListeners listeners,
      RegistryEntries entries) {
    this.next = next;
    this.limiter = limiter;
    this.rateLimitMode = rateLimitMode;
    this.waitBudget = waitBudget;
    this.clock = clock;
    this.listeners = listeners;
    this.application = entries.rateLimiter(limiter, waitBudget);
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    RequestLimiter.Reservation reservation = limiter.reserve(request.tokenHash());
    boolean mayArriveLater = false;
    try {
      acquirePermit(request, reservation);
      mayArriveLater = true;
      OuraResponse response = next.send(request);
      mayArriveLater = false;
      if (response.status() == TOO_MANY_REQUESTS) {
        RateLimitStatus status = RateLimitHeaders.read(response, clock.instant());
        notifyLimiter(() -> limiter.onRateLimited(request.tokenHash(), status));
        listeners.dispatch(listener -> listener.onRateLimited(status));
      }
      return response;
    } catch (ConnectException | SSLPeerUnverifiedException notSent) {
      mayArriveLater = false;
      throw notSent;
    } finally {
      // While the request is in flight, its permit counts. If the attempt was given up, the request
      // may arrive later, so that its permit has to count until the limiter's margin has passed.
      if (!mayArriveLater) {
        notifyLimiter(reservation::close);
      }
    }
  }

  /**
   * Notifies the limiter of something that has already happened. If that fails, for example because
   * its store cannot be reached now, the call keeps its result: a 429 must not be hidden by what is
   * made of it.
   */
  private static void notifyLimiter(Runnable notification) {
    try {
      notification.run();
    } catch (RuntimeException e) {
      // The message is not logged: it may contain a secret.
      LOG.log(
          Level.WARNING,
          () -> "The rate limiter could not be notified of a response: " + e.getClass().getName());
    }
  }

  private void acquirePermit(OuraRequest request, RequestLimiter.Reservation reservation)
      throws InterruptedException {
    Duration wait = tryAcquire(request, reservation);
    if (!wait.isZero()) {
      application.onWaitStarted();
      try {
        awaitPermit(request, reservation, wait);
      } finally {
        application.onWaitEnded();
      }
    }
    application.onAcquired(1);
  }

  private void awaitPermit(
      OuraRequest request, RequestLimiter.Reservation reservation, Duration firstWait)
      throws InterruptedException {
    Ticker ticker = waitBudget.ticker();
    long start = ticker.nanoTime();
    Duration waited = Duration.ZERO;
    Duration reported = Duration.ZERO;
    Duration wait = firstWait;
    while (!wait.isZero()) {
      Duration totalWait = waited.plus(wait);
      if (rateLimitMode == RateLimitMode.FAIL
          || totalWait.compareTo(waitBudget.maxWait()) > 0
          || wait.compareTo(request.deadline().remaining()) >= 0) {
        throw noPermit(request, wait);
      }
      if (totalWait.compareTo(reported) > 0) {
        Duration increase = totalWait.minus(reported);
        listeners.dispatch(listener -> listener.onPermitWait(RequestType.of(request), increase));
        reported = totalWait;
      }
      waitBudget.await(untilNextPoll(wait));
      waited = Duration.ofNanos(ticker.nanoTime() - start);
      if (request.deadline().hasPassed()) {
        throw noPermit(request, wait);
      }
      wait = tryAcquire(request, reservation);
    }
  }

  /**
   * Tries to acquire the permit. While the limiter's store cannot be reached, this waits, as long
   * as the deadline of the call allows: an unreachable store is neither an attempt nor a rate
   * limit.
   */
  private Duration tryAcquire(OuraRequest request, RequestLimiter.Reservation reservation)
      throws InterruptedException {
    Duration pause = STORE_BACKOFF;
    while (true) {
      try {
        return reservation.tryAcquire(request.deadline().remaining());
      } catch (StoreUnavailableException e) {
        if (pause.compareTo(request.deadline().remaining()) >= 0) {
          throw e;
        }
        waitBudget.await(pause);
        pause = untilNextPoll(pause.multipliedBy(2));
      }
    }
  }

  static Duration untilNextPoll(Duration wait) {
    return wait.compareTo(POLL_INTERVAL) < 0 ? wait : POLL_INTERVAL;
  }

  private ClientRateLimitException noPermit(OuraRequest request, Duration wait) {
    application.onRejected(1);
    return new ClientRateLimitException(
        "The rate limiter has no permit for "
            + request
            + " for another "
            + (wait.toMillis() + 999) / 1000
            + " s, "
            + (rateLimitMode == RateLimitMode.FAIL
                ? "and this client does not wait for permits (RateLimitMode.FAIL). Try again after"
                    + " that time, or let calls wait with RateLimitMode.WAIT."
                : "which is longer than this call may wait. Try again after that time, or let calls"
                    + " wait longer with RetryPolicy.patient() or a longer maxWait and deadline."),
        clock.instant().plus(wait));
  }

  @Override
  public void close() {
    try {
      next.close();
    } finally {
      if (!closed.getAndSet(true)) {
        listeners.dispatch(listener -> listener.onClientClosed(limiter));
      }
    }
  }
}
