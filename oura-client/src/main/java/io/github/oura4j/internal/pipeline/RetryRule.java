// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.RetryPolicy;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.ResponseTooLargeException;
import io.github.oura4j.internal.http.RetryAfter;
import io.github.oura4j.limit.RateLimitMode;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Decides which failures are retried, and how long to wait before each retry.
 *
 * <p>This is the only place in the code with this rule. The table in the manual and the test of the
 * retries describe the same rule: change all three together.
 *
 * <ul>
 *   <li>Requests that only read (GET, HEAD) are retried after any failure that may be transient.
 *   <li>Requests that change something are retried only if Oura cannot have processed them: after a
 *       failure to connect and after status 429.
 *   <li>The wait is a random part of the exponential backoff (full jitter), or the time that Oura's
 *       response names if that is longer.
 * </ul>
 */
public final class RetryRule {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Set<Integer> TRANSIENT_STATUSES = Set.of(408, 500, 502, 503, 504);
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

  private final RetryPolicy policy;
  private final RateLimitMode rateLimitMode;
  private final Clock clock;
  private final DoubleSupplier jitter;
  private final RegistryEntries entries;
  private final Retry reads;
  private final Retry writes;

  /**
   * Creates a rule.
   *
   * @param policy the number of attempts and the backoff
   * @param rateLimitMode whether status 429 is retried
   * @param clock the clock that dates in response headers are compared with
   * @param jitter supplies random numbers from 0 to 1, which the backoff is multiplied by
   * @param entries creates the retries of Resilience4j, and registers them
   */
  public RetryRule(
      RetryPolicy policy,
      RateLimitMode rateLimitMode,
      Clock clock,
      DoubleSupplier jitter,
      RegistryEntries entries) {
    this.policy = policy;
    this.rateLimitMode = rateLimitMode;
    this.clock = clock;
    this.jitter = jitter;
    this.entries = entries;
    this.reads = entries.retry("reads", config());
    this.writes = entries.retry("writes", config());
  }

  private RetryConfig config() {
    return RetryConfig.<OuraResponse>custom()
        .maxAttempts(policy.maxAttempts())
        .retryOnException(
            failure -> failure instanceof FailedAttempt attempt && attempt.mayBeRetried())
        .intervalBiFunction((attempt, result) -> ((FailedAttempt) result.getLeft()).waitMillis())
        .build();
  }

  /**
   * Starts a call. The returned context counts its attempts: given a {@link FailedAttempt}, it
   * returns the milliseconds to wait before the next one, or a negative number to stop.
   */
  Retry.AsyncContext<OuraResponse> start(OuraRequest request) {
    return (isRead(request) ? reads : writes).asyncContext();
  }

  /** Removes what was registered for the client. */
  void close() {
    entries.close();
  }

  private static boolean isRead(OuraRequest request) {
    return SAFE_METHODS.contains(request.method());
  }

  /**
   * Returns whether a result is a retryable failure, regardless of the number of attempts.
   *
   * @param response the response, or null if there is none
   * @param failure what failed, or null if there is a response
   */
  boolean isRetryable(
      OuraRequest request, @Nullable OuraResponse response, @Nullable Exception failure) {
    if (response != null) {
      return isRead(request) ? isTransient(response) : isRateLimited(response);
    }
    return isRead(request) ? isTransient(failure) : failure instanceof ConnectException;
  }

  private boolean isTransient(OuraResponse response) {
    return response.status() == TOO_MANY_REQUESTS
        ? isRateLimited(response)
        : TRANSIENT_STATUSES.contains(response.status());
  }

  /** Oura rejects requests above a rate limit without processing them, so writes are safe too. */
  private boolean isRateLimited(OuraResponse response) {
    return response.status() == TOO_MANY_REQUESTS && rateLimitMode == RateLimitMode.WAIT;
  }

  private static boolean isTransient(@Nullable Exception failure) {
    return !(failure instanceof ResponseTooLargeException)
        && !(failure instanceof SSLPeerUnverifiedException);
  }

  /**
   * Returns how long to wait before the next attempt.
   *
   * @param attempt the number of attempts so far
   * @param response the response to the last of them, or null if there is none
   */
  Duration waitAfter(int attempt, @Nullable OuraResponse response) {
    long backoff = backoffMillis(attempt);
    return Duration.ofMillis(
        response == null
            ? backoff
            : RetryAfter.in(response, clock.instant())
                .map(retryAfter -> Math.max(roundUpToMillis(retryAfter), backoff))
                .orElse(backoff));
  }

  /** Rounds up, because a retry that is a fraction too early would be rejected again. */
  private static long roundUpToMillis(Duration wait) {
    return wait.plusNanos(999_999).toMillis();
  }

  /**
   * Returns a random wait. It is limited by maxWait too; only a wait that Oura's response names can
   * be longer, which then ends the call.
   */
  private long backoffMillis(int attempt) {
    double cap = Math.min(policy.maxBackoff().toMillis(), policy.maxWait().toMillis());
    double upperBound = Math.min(cap, policy.backoff().toMillis() * Math.pow(2, attempt - 1.0));
    // Resilience4j treats an interval of less than 1 ms as the end of the retries.
    return Math.max(1, Math.round(jitter.getAsDouble() * upperBound));
  }
}
