// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.LocalLimitException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.limit.LimitNotice;
import io.github.oura4j.limit.OnLimit;
import io.github.oura4j.limit.RequestLimiter;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends with a permit only, and tells the limiter what Oura says of its limits. */
final class LimitTransport implements Transport {
  /** Others may give up their place, which lets one go earlier than was said. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

  private final Transport next;
  private final RequestLimiter limiter;
  private final OnLimit onLimit;
  private final Pauses pauses;
  private final SafeListener listener;

  LimitTransport(
      Transport next,
      RequestLimiter limiter,
      OnLimit onLimit,
      Pauses pauses,
      SafeListener listener) {
    this.next = next;
    this.limiter = limiter;
    this.onLimit = onLimit;
    this.pauses = pauses;
    this.listener = listener;
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    String person = Person.of(request);
    Duration waited = takePermit(request, person);
    OuraResponse response = next.send(within(request.deadline().minus(waited), request));
    if (response.status() == 429) {
      LimitNotice notice = LimitNotice.in(response, pauses.time().now());
      limiter.usedUp(person, notice);
      listener.tell(to -> to.limitReached(notice));
    }
    return response;
  }

  private static OuraRequest within(Duration timeLeft, OuraRequest request) {
    return timeLeft.compareTo(request.timeout()) < 0 ? request.withTimeout(timeLeft) : request;
  }

  private Duration takePermit(OuraRequest request, @Nullable String person)
      throws InterruptedException {
    try (RequestLimiter.Turn turn = limiter.turn(person)) {
      Duration wait = turn.ask();
      if (wait.isZero()) {
        return wait;
      }
      long start = pauses.time().nanoTime();
      Duration waited = Duration.ZERO;
      Duration told = Duration.ZERO;
      while (!wait.isZero()) {
        Duration whole = waited.plus(wait);
        if (onLimit == OnLimit.FAIL || !pauses.allow(whole, request.deadline())) {
          throw refusal(request, wait);
        }
        if (whole.compareTo(told) > 0) {
          Duration more = whole.minus(told);
          listener.tell(to -> to.waiting(RequestType.of(request), more));
          told = whole;
        }
        pauses.take(wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP);
        waited = Duration.ofNanos(pauses.time().nanoTime() - start);
        if (waited.compareTo(request.deadline()) >= 0) {
          throw refusal(request, wait);
        }
        wait = turn.ask();
      }
      return waited;
    }
  }

  private LocalLimitException refusal(OuraRequest request, Duration wait) {
    return new LocalLimitException(
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
