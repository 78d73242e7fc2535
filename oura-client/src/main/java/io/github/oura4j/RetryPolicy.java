// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.http.Checks;
import java.time.Duration;

/**
 * How stubborn a client is. Before the n-th repeat it waits a random time up to {@code backoff}
 * times two to the n-1, {@code maxBackoff} at most; where Oura names a longer time, it waits that.
 * Which failures are repeated at all is not a matter of choice: the README has the table.
 *
 * @param maxAttempts how often a request is sent at most, from 1 to 100
 * @param backoff the longest wait before the first repeat
 * @param maxBackoff the longest wait that the client chooses by itself
 * @param maxWait the longest single wait at all: the backoff is cut to it, and a call that would
 *     have to wait longer for what Oura names or for a rate limit fails at once
 * @param deadline how long a call may take, its waits and repeats and the access token included
 */
public record RetryPolicy(
    int maxAttempts, Duration backoff, Duration maxBackoff, Duration maxWait, Duration deadline) {

  /**
   * Makes a policy.
   *
   * @param maxAttempts how often a request is sent at most
   * @param backoff the longest wait before the first repeat
   * @param maxBackoff the longest wait that the client chooses by itself
   * @param maxWait the longest single wait at all
   * @param deadline how long a call may take
   * @throws IllegalArgumentException if a part makes no sense, naming it
   */
  public RetryPolicy {
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException(
          "RetryPolicy.maxAttempts must be from 1 to 100, and is " + maxAttempts + ".");
    }
    Checks.check(backoff, "RetryPolicy.backoff");
    Checks.check(maxBackoff, "RetryPolicy.maxBackoff");
    Checks.check(maxWait, "RetryPolicy.maxWait");
    Checks.check(deadline, "RetryPolicy.deadline");
    if (backoff.compareTo(maxBackoff) > 0) {
      throw new IllegalArgumentException(
          "RetryPolicy.backoff must not be longer than maxBackoff, and is "
              + backoff
              + " against "
              + maxBackoff
              + ".");
    }
  }

  /**
   * Returns the policy for programs that somebody waits for: 4 attempts, backoff from 0.5 s to 8 s,
   * no wait beyond 60 s, 2 minutes in all.
   *
   * @return the default
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
   * Returns the policy for jobs that nobody waits for: 10 attempts, backoff from 1 s to a minute,
   * and waits until a rate limit is lifted, 15 minutes each at most; an hour in all.
   *
   * @return a patient policy
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
   * Returns the policy of those who repeat by themselves: one attempt. It still waits for the
   * client's own rate limit as the default does.
   *
   * @return a policy without repeats
   */
  public static RetryPolicy none() {
    return defaults().withMaxAttempts(1);
  }

  /**
   * Returns this policy with another number of attempts.
   *
   * @param attempts how often a request is sent at most, from 1 to 100
   * @return a new policy
   * @throws IllegalArgumentException if it makes no sense
   */
  public RetryPolicy withMaxAttempts(int attempts) {
    return new RetryPolicy(attempts, backoff, maxBackoff, maxWait, deadline);
  }

  /**
   * Returns this policy with another backoff.
   *
   * @param first the longest wait before the first repeat; it doubles with each further one
   * @param longest the wait it does not grow beyond
   * @return a new policy
   * @throws IllegalArgumentException if they make no sense
   */
  public RetryPolicy withBackoff(Duration first, Duration longest) {
    return new RetryPolicy(maxAttempts, first, longest, maxWait, deadline);
  }

  /**
   * Returns this policy with another cap on a single wait.
   *
   * @param longest the longest single wait
   * @return a new policy
   * @throws IllegalArgumentException if it makes no sense
   */
  public RetryPolicy withMaxWait(Duration longest) {
    return new RetryPolicy(maxAttempts, backoff, maxBackoff, longest, deadline);
  }

  /**
   * Returns this policy with another time for a whole call.
   *
   * @param whole how long a call may take, its waits and repeats included
   * @return a new policy
   * @throws IllegalArgumentException if it makes no sense
   */
  public RetryPolicy withDeadline(Duration whole) {
    return new RetryPolicy(maxAttempts, backoff, maxBackoff, maxWait, whole);
  }
}
