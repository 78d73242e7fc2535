// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.ResponseTooLargeException;
import io.github.oura4j.http.RetryAfter;
import io.github.oura4j.http.Timekeeper;
import io.github.oura4j.limit.RateLimitMode;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What is repeated, and after how long: the table in the README, in code, and nowhere else.
 *
 * <p>A request that changes something is repeated only where the first one cannot have done so.
 */
final class RetryRule {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Set<Integer> PASSING = Set.of(408, 500, 502, 503, 504);
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final RetryPolicy policy;
  private final RateLimitMode rateLimitMode;
  private final Timekeeper time;
  private final DoubleSupplier jitter;
  private final Retry reading;
  private final Retry changing;

  /**
   * Makes the rule.
   *
   * @param jitter answers a random number from 0 to 1
   */
  RetryRule(
      RetryPolicy policy, RateLimitMode rateLimitMode, Timekeeper time, DoubleSupplier jitter) {
    this.policy = policy;
    this.rateLimitMode = rateLimitMode;
    this.time = time;
    this.jitter = jitter;
    this.reading = retry("reading", this::isPassing, RetryRule::isPassing);
    this.changing = retry("changing", this::isRefused, ConnectException.class::isInstance);
  }

  private Retry retry(
      String name, Predicate<OuraResponse> onResult, Predicate<Throwable> onException) {
    return Retry.of(
        name,
        RetryConfig.<OuraResponse>custom()
            .maxAttempts(policy.maxAttempts())
            .retryOnResult(onResult)
            .retryOnException(onException)
            .intervalBiFunction(this::waitMillis)
            .build());
  }

  /** Begins a call: what its context is told decides whether and when the next attempt is made. */
  Retry.AsyncContext<OuraResponse> begin(OuraRequest request) {
    return of(request).asyncContext();
  }

  private Retry of(OuraRequest request) {
    return READING.contains(request.method()) ? reading : changing;
  }

  /** Tells whether a failure is one to repeat, however often that was done already. */
  boolean repeats(
      OuraRequest request, @Nullable OuraResponse response, @Nullable IOException failure) {
    RetryConfig config = of(request).getRetryConfig();
    return response == null
        ? failure != null && config.getExceptionPredicate().test(failure)
        : config.<OuraResponse>getResultPredicate().test(response);
  }

  private boolean isPassing(OuraResponse response) {
    return response.status() == TOO_MANY_REQUESTS
        ? isRefused(response)
        : PASSING.contains(response.status());
  }

  /** Oura has not looked at the request. */
  private boolean isRefused(OuraResponse response) {
    return response.status() == TOO_MANY_REQUESTS && rateLimitMode == RateLimitMode.WAIT;
  }

  private static boolean isPassing(Throwable failure) {
    return !(failure instanceof ResponseTooLargeException)
        && !(failure instanceof SSLPeerUnverifiedException);
  }

  private long waitMillis(int attempt, Either<Throwable, OuraResponse> outcome) {
    long backoff = backoffMillis(attempt);
    return outcome.isLeft()
        ? backoff
        : RetryAfter.in(outcome.get(), time.now())
            .map(named -> Math.max(wholeMillis(named), backoff))
            .orElse(backoff);
  }

  /** Rounds up: whoever comes a moment too early is held once more by the limit. */
  private static long wholeMillis(Duration wait) {
    return wait.plusNanos(999_999).toMillis();
  }

  /** The cap on one wait cuts what the client chooses; only what Oura names can be beyond it. */
  private long backoffMillis(int attempt) {
    double cap = Math.min(policy.maxBackoff().toMillis(), policy.maxWait().toMillis());
    double longest = Math.min(cap, policy.backoff().toMillis() * Math.pow(2, attempt - 1.0));
    // Resilience4j takes anything below 1 for an end.
    return Math.max(1, Math.round(jitter.getAsDouble() * longest));
  }
}
