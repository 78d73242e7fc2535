// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import io.github.oura4j.http.Ticker;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Rate limiter for requests: each request needs a permit before it is sent, and the number of
 * permits in any window of time is limited.
 *
 * <p>{@link #local} counts permits in the memory of this process. If several processes send
 * requests for the same application, implement this interface on top of a store that they share.
 *
 * <p>There are two limits, and every permit counts toward both: one for the application, shared by
 * all its people, and one for each person. A request that the application sends on its own behalf
 * counts toward the application's limit only.
 *
 * <p>An implementation must satisfy this contract, which {@code RequestLimiterContract} of the
 * module oura-testkit verifies:
 *
 * <ul>
 *   <li><b>Granting.</b> {@link Reservation#tryAcquire} returns zero if it grants the permit. The
 *       permit counts from that moment until the length of the window has passed. At no moment may
 *       more permits count than the limit allows, neither for the application nor for any person: a
 *       sliding window, not fixed intervals.
 *   <li><b>Waiting.</b> If no permit is available, {@code tryAcquire} changes no count, and returns
 *       the estimated time until this reservation gets its permit. It must not block until then.
 *       The estimate matters: the client fails a call at once if the estimate exceeds the time that
 *       the call may still wait. The client calls {@code tryAcquire} again when the estimated time
 *       has passed, and about once per second before that, because a permit can become available
 *       earlier, for example when another waiting call is canceled.
 *   <li><b>Backing off.</b> {@link #onRateLimited} suspends granting until {@link
 *       RateLimitStatus#retryAfter()} has passed: for all requests if the tier is {@link
 *       RateLimitTier#APPLICATION}; for requests of that person, and not for those of other people,
 *       if it is {@link RateLimitTier#TOKEN}. If the person is null, granting is suspended at least
 *       for requests that the application sends on its own behalf. It resumes without another call.
 *       A shorter suspension does not end a longer one.
 *   <li><b>Thread safety.</b> The limiter is safe for use by multiple threads; a reservation is
 *       used by one thread only.
 * </ul>
 *
 * <p>If a shared store is unavailable, the implementation can either throw an exception, which
 * fails the call, or grant permits by a rule of its own.
 */
public interface RequestLimiter {

  /**
   * Creates a reservation for one request. This alone acquires no permit and waits for nothing:
   * call {@link Reservation#tryAcquire}.
   *
   * @param person a hash of the person's access token, or null for a request that the application
   *     sends on its own behalf
   * @return a reservation, to be closed when the permit was granted or is no longer needed
   */
  Reservation reserve(@Nullable String person);

  /**
   * Notifies the limiter that Oura rejected a request with status 429 (Too Many Requests).
   *
   * @param person a hash of the access token of the rejected request, or null if the application
   *     sent it on its own behalf
   * @param status what Oura's response said about the rate limit
   */
  void onRateLimited(@Nullable String person, RateLimitStatus status);

  /**
   * Returns the number of permits that the application could acquire at this moment.
   *
   * @return the number, or empty if the limiter does not know it, which is the default
   */
  default OptionalInt availablePermits() {
    return OptionalInt.empty();
  }

  /** The place of one request among those that wait for a permit. Used by one thread. */
  @FunctionalInterface
  interface Reservation extends AutoCloseable {

    /**
     * Acquires the permit if it is available now. Must not be called again once the permit was
     * granted.
     *
     * @return zero if the permit was granted; otherwise the estimated time until it will be
     */
    Duration tryAcquire();

    /**
     * Gives up the place of a request that still waits, so that others can have its permit. A
     * granted permit keeps counting. The default implementation does nothing.
     */
    @Override
    default void close() {}
  }

  /**
   * Returns a limiter that counts permits in the memory of this process. It grants permits in the
   * order in which requests first tried to acquire one.
   *
   * @param application the limit for all people together
   * @param person the limit for each person
   * @return a new limiter, which several clients can share
   */
  static RequestLimiter local(RateLimit application, RateLimit person) {
    return local(application, person, Ticker.system());
  }

  /**
   * Returns a limiter that counts permits in the memory of this process, with a custom ticker.
   *
   * @param application the limit for all people together
   * @param person the limit for each person
   * @param ticker measures elapsed time
   * @return a new limiter, which several clients can share
   */
  static RequestLimiter local(RateLimit application, RateLimit person, Ticker ticker) {
    return new LocalLimiter(application, person, ticker);
  }
}
