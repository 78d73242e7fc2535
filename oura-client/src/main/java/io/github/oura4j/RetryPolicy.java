// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.internal.util.Checks;
import java.time.Duration;

/**
 * Configures the retries of a client: how often a failed request is sent again, the backoff between
 * attempts, and the deadline of the whole call. Immutable.
 *
 * <p><b>Backoff.</b> Before the n-th retry the client waits for a random time between zero and
 * {@code backoff} &times; 2<sup>n-1</sup>, at most {@code maxBackoff} (exponential backoff with
 * full jitter). If Oura's response names a longer wait, in {@code Retry-After} or {@code
 * X-RateLimit-Reset}, the client waits for that time instead.
 *
 * <p><b>Which failures are retried</b> is fixed: connection failures, timeouts, incomplete
 * responses, and the status codes 408, 429, 500, 502, 503 and 504. Requests that change something
 * (POST, PUT, DELETE) are retried only if Oura cannot have processed them: after a failure to
 * connect, and after status 429. The manual has the complete table.
 *
 * @param maxAttempts the maximum number of times that a request is sent, from 1 to 100; 1 means no
 *     retries
 * @param backoff the upper bound of the wait before the first retry; it doubles with each further
 *     retry
 * @param maxBackoff the upper bound that the backoff does not grow beyond
 * @param maxWait the longest single wait. The backoff is shortened to it; a call that would have to
 *     wait longer because of Oura's response or the rate limiter fails immediately
 * @param deadline the maximum duration of a whole call, including obtaining the access token, waits
 *     and retries. {@link OuraClient#withDeadline} sets it for some calls only
 */
public record RetryPolicy(
    int maxAttempts, Duration backoff, Duration maxBackoff, Duration maxWait, Duration deadline) {

  /**
   * Creates a policy. All durations must be positive and at most one year.
   *
   * @param maxAttempts the maximum number of times that a request is sent, from 1 to 100
   * @param backoff the upper bound of the wait before the first retry
   * @param maxBackoff the upper bound that the backoff does not grow beyond
   * @param maxWait the longest single wait
   * @param deadline the maximum duration of a whole call
   * @throws IllegalArgumentException if a value is out of range, or {@code backoff} is longer than
   *     {@code maxBackoff}; the message names the value
   */
  public RetryPolicy {
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException(
          "RetryPolicy.maxAttempts must be from 1 to 100, but is " + maxAttempts + ".");
    }
    Checks.requirePositive(backoff, "RetryPolicy.backoff");
    Checks.requirePositive(maxBackoff, "RetryPolicy.maxBackoff");
    Checks.requirePositive(maxWait, "RetryPolicy.maxWait");
    Checks.requirePositive(deadline, "RetryPolicy.deadline");
    if (backoff.compareTo(maxBackoff) > 0) {
      throw new IllegalArgumentException(
          "RetryPolicy.backoff must not be longer than maxBackoff, but is "
              + backoff
              + ", and maxBackoff is "
              + maxBackoff
              + ".");
    }
  }

  /**
   * Returns the default policy, for interactive programs: 4 attempts, a backoff from 0.5 to 8
   * seconds, no single wait longer than 60 seconds, and a deadline of 2 minutes.
   *
   * @return the default policy
   */
  public static RetryPolicy defaults() {
    return new RetryPolicy(
        4,
        Duration.ofMillis(500),
        Duration.ofSeconds(8),
        Duration.ofSeconds(60),
        Duration.ofMinutes(2));
  }

  /**
   * Returns a policy for background jobs: 10 attempts, a backoff from 1 second to 1 minute, single
   * waits of up to 15 minutes, which is long enough for a rate limit to be lifted, and a deadline
   * of 1 hour.
   *
   * @return the policy for background jobs
   */
  public static RetryPolicy patient() {
    return new RetryPolicy(
        10,
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        Duration.ofMinutes(15),
        Duration.ofHours(1));
  }

  /**
   * Returns a policy without retries, for programs that retry themselves. A call still waits up to
   * 60 seconds for a permit of the rate limiter, and its deadline is 2 minutes, as in {@link
   * #defaults()}.
   *
   * @return a policy with one attempt
   */
  public static RetryPolicy none() {
    return defaults().withMaxAttempts(1);
  }

  /**
   * Returns a copy of this policy with a different maximum number of attempts.
   *
   * @param newMaxAttempts the maximum number of times that a request is sent, from 1 to 100
   * @return the copy
   * @throws IllegalArgumentException if the number is out of range
   */
  public RetryPolicy withMaxAttempts(int newMaxAttempts) {
    return new RetryPolicy(newMaxAttempts, backoff, maxBackoff, maxWait, deadline);
  }

  /**
   * Returns a copy of this policy with a different backoff.
   *
   * @param newBackoff the upper bound of the wait before the first retry; it doubles with each
   *     further retry
   * @param newMaxBackoff the upper bound that the backoff does not grow beyond
   * @return the copy
   * @throws IllegalArgumentException if a duration is not positive, or the first one is longer than
   *     the second one
   */
  public RetryPolicy withBackoff(Duration newBackoff, Duration newMaxBackoff) {
    return new RetryPolicy(maxAttempts, newBackoff, newMaxBackoff, maxWait, deadline);
  }

  /**
   * Returns a copy of this policy with a different limit for a single wait.
   *
   * @param newMaxWait the longest single wait
   * @return the copy
   * @throws IllegalArgumentException if the duration is not positive
   */
  public RetryPolicy withMaxWait(Duration newMaxWait) {
    return new RetryPolicy(maxAttempts, backoff, maxBackoff, newMaxWait, deadline);
  }

  /**
   * Returns a copy of this policy with a different deadline.
   *
   * @param newDeadline the maximum duration of a whole call, including waits and retries
   * @return the copy
   * @throws IllegalArgumentException if the duration is not positive
   */
  public RetryPolicy withDeadline(Duration newDeadline) {
    return new RetryPolicy(maxAttempts, backoff, maxBackoff, maxWait, newDeadline);
  }
}
