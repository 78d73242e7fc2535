// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.ClientRateLimitException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.limit.RateLimitMode;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends with a permit only, and tells the limiter what Oura says of its limits. */
final class RateLimitingTransport implements Transport {
  /** Others may give up their place, which lets one go earlier than was said. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

  private final Transport next;
  private final RequestLimiter limiter;
  private final RateLimitMode rateLimitMode;
  private final WaitBudget pauses;
  private final CallListeners listener;

  RateLimitingTransport(
      Transport next,
      RequestLimiter limiter,
      RateLimitMode rateLimitMode,
      WaitBudget pauses,
      CallListeners listener) {
    this.next = next;
    this.limiter = limiter;
    this.rateLimitMode = rateLimitMode;
    this.pauses = pauses;
    this.listener = listener;
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    String person = TokenHash.of(request);
    Duration waited = takePermit(request, person);
    OuraResponse response = next.send(within(request.deadline().minus(waited), request));
    if (response.status() == 429) {
      RateLimitStatus notice = RateLimitStatus.in(response, pauses.time().now());
      limiter.onRateLimited(person, notice);
      listener.tell(to -> to.onRateLimited(notice));
    }
    return response;
  }

  private static OuraRequest within(Duration timeLeft, OuraRequest request) {
    return timeLeft.compareTo(request.timeout()) < 0 ? request.withTimeout(timeLeft) : request;
  }

  private Duration takePermit(OuraRequest request, @Nullable String person)
      throws InterruptedException {
    try (RequestLimiter.Reservation reservation = limiter.reserve(person)) {
      Duration wait = reservation.tryAcquire();
      if (wait.isZero()) {
        return wait;
      }
      long start = pauses.time().nanoTime();
      Duration waited = Duration.ZERO;
      Duration told = Duration.ZERO;
      while (!wait.isZero()) {
        Duration whole = waited.plus(wait);
        if (rateLimitMode == RateLimitMode.FAIL || !pauses.allow(whole, request.deadline())) {
          throw refusal(request, wait);
        }
        if (whole.compareTo(told) > 0) {
          Duration more = whole.minus(told);
          listener.tell(to -> to.onPermitWait(RequestType.of(request), more));
          told = whole;
        }
        pauses.take(wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP);
        waited = Duration.ofNanos(pauses.time().nanoTime() - start);
        if (waited.compareTo(request.deadline()) >= 0) {
          throw refusal(request, wait);
        }
        wait = reservation.tryAcquire();
      }
      return waited;
    }
  }

  private ClientRateLimitException refusal(OuraRequest request, Duration wait) {
    return new ClientRateLimitException(
        "The rate limit holds "
            + request
            + " back for another "
            + (wait.toMillis() + 999) / 1000
            + " s, and it may not wait as long. Come back then; or let calls wait longer, with"
            + " RetryPolicy.patient() or a longer maxWait and deadline.",
        pauses.time().now().plus(wait));
  }

  @Override
  public void close() {
    next.close();
  }
}
