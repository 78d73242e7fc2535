// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import io.github.oura4j.http.Ticker;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Rate limiter for requests: each request needs a permit before it is sent, and the number of
 * permits that count at the same time is limited.
 *
 * <p>{@link #local} counts permits in the memory of this process. If several processes send
 * requests for the same application, use {@code PostgresRequestLimiter} of the module oura-jdbc, or
 * implement this interface on top of another store that they share.
 *
 * <p>There are two limits, and every permit counts toward both: one for the application, shared by
 * the access tokens of all its people, and one for each access token. A request that the
 * application sends on its own behalf has no access token and counts toward the application's limit
 * only.
 *
 * <p>An implementation must satisfy this contract, which {@code RequestLimiterContract} of the
 * module oura-testkit verifies:
 *
 * <ul>
 *   <li><b>Counting.</b> A permit counts from the moment at which it is granted. How long it counts
 *       depends on whether the limiter is notified when the request ends:
 *       <ul>
 *         <li>If {@link Reservation#close} notifies it that the response has arrived, or that the
 *             request was not sent, the permit counts until one window after that moment. If it is
 *             not closed within the {@link #margin}, it counts as if it had been closed then. The
 *             client does not close a reservation whose request was sent but got no response,
 *             because the request may still be on its way.
 *         <li>A limiter that is not notified, such as one that several processes share, counts the
 *             permit for one window plus the margin, from the moment at which it was granted.
 *       </ul>
 *       Therefore no window of time at Oura's server contains more requests than the limit, however
 *       long connecting takes: when the last request of such a window got its permit, those of all
 *       the others still counted.
 *   <li><b>Granting.</b> {@link Reservation#tryAcquire} returns zero if it grants the permit. At no
 *       moment may more permits count than the limit allows, neither for the application nor for
 *       any access token: a sliding window, not fixed intervals.
 *   <li><b>Waiting.</b> If no permit is available, {@code tryAcquire} changes no count, and returns
 *       how long this reservation has to wait for its permit, at least. It must not block until
 *       then. The wait is a lower bound, because nobody knows when a request in flight will end:
 *       while no request is in flight, it is exact. The value matters: the client fails a call at
 *       once if the wait exceeds the time that the call may still wait. The client calls {@code
 *       tryAcquire} again when the wait has passed, and about once per second before that, because
 *       a permit can become available earlier, for example when another waiting call is canceled.
 *   <li><b>Backing off.</b> {@link #onRateLimited} suspends granting until {@link
 *       RateLimitStatus#retryAfter()} has passed: for all requests if the tier is {@link
 *       RateLimitTier#APPLICATION}; for requests with that access token, and not for others, if it
 *       is {@link RateLimitTier#TOKEN}. If there is no access token, granting is suspended at least
 *       for requests that the application sends on its own behalf. It resumes without another call.
 *       A shorter suspension does not end a longer one. If the status has an {@linkplain
 *       RateLimitStatus#applicableLimit applicable limit}, that limit applies as well, together
 *       with the configured one, for as long as {@link RateLimitStatus#limitLifetime()} says.
 *   <li><b>Thread safety.</b> The limiter is safe for use by multiple threads; a reservation is
 *       used by one thread only.
 *   <li><b>Failures.</b> If a shared store cannot be reached, {@code tryAcquire} throws {@link
 *       io.github.oura4j.error.StoreUnavailableException}. The client then tries again, up to once
 *       per second, until the deadline of the call, whatever its retry policy and {@link
 *       RateLimitMode}, because nothing was sent. Finally it fails the call with this exception,
 *       never with one that claims that a rate limit was exceeded. If {@code onRateLimited} or
 *       {@code close} throws an exception, the client logs its class, and the call keeps its
 *       result: these methods report what has already happened.
 *   <li><b>Delays.</b> The margin is the time that an attempt may take from the moment at which
 *       {@code tryAcquire} returns. A store grants a permit earlier than that. A limiter on a store
 *       therefore counts each permit for the longest time of a response from the store in addition,
 *       and does not grant a permit whose response took longer.
 * </ul>
 */
public interface RequestLimiter {

  /**
   * The margin of {@link #local(RateLimit, RateLimit)}: 60 seconds, like the default of {@code
   * OuraClient.Builder.callTimeout}.
   */
  Duration DEFAULT_MARGIN = Duration.ofSeconds(60);

  /**
   * Creates a reservation for one request. This alone acquires no permit and waits for nothing:
   * call {@link Reservation#tryAcquire}.
   *
   * @param tokenHash a hash of the access token, or null for a request that the application sends
   *     on its own behalf
   * @return a reservation, to be closed when the request has ended, or the permit is no longer
   *     needed. If it is not closed after a grant, its permit counts for one window plus the margin
   */
  Reservation reserve(@Nullable String tokenHash);

  /**
   * Notifies the limiter that Oura rejected a request with status 429 (Too Many Requests).
   *
   * @param tokenHash a hash of the access token of the rejected request, or null if the application
   *     sent it on its own behalf
   * @param status what Oura's response said about the rate limit
   */
  void onRateLimited(@Nullable String tokenHash, RateLimitStatus status);

  /**
   * Returns the application's limit.
   *
   * @return the number of permits that can count at the same time, and the length of the window
   */
  RateLimit applicationLimit();

  /**
   * Returns how long after its grant a permit is taken to have ended if the limiter is not notified
   * of that. It must be at least as long as an attempt can take, which is {@code
   * OuraClient.Builder.callTimeout}: a client that allows more cannot be built.
   *
   * @return a positive duration
   */
  Duration margin();

  /**
   * Returns the number of permits that the application could acquire at this moment. Metrics call
   * this method often, from any thread, so it must not query a store: a limiter that has one
   * returns the number that the last {@code tryAcquire} found.
   *
   * @return the number, or empty if the limiter does not know it, which is the default
   */
  default OptionalInt availablePermits() {
    return OptionalInt.empty();
  }

  /**
   * The place of one request among those that wait for a permit, and then its permit. Used by one
   * thread.
   */
  @FunctionalInterface
  interface Reservation extends AutoCloseable {

    /**
     * Acquires the permit if it is available now. Must not be called again once the permit was
     * granted.
     *
     * @return zero if the permit was granted; otherwise how long to wait for it, at least
     * @throws io.github.oura4j.error.StoreUnavailableException if the store that counts the permits
     *     cannot be reached
     */
    Duration tryAcquire();

    /**
     * Acquires the permit if it is available now, and gives up after some time if a store does not
     * respond. The client calls this method, with the time that is left until the deadline of the
     * call. The default implementation ignores the timeout, which suits a limiter without a store.
     *
     * @param timeout how long to wait for a response of the store, at most. It does not limit how
     *     long the caller is told to wait for a permit
     * @return zero if the permit was granted; otherwise how long to wait for it, at least
     * @throws io.github.oura4j.error.StoreUnavailableException if the store that counts the permits
     *     cannot be reached, or not within the timeout
     */
    default Duration tryAcquire(Duration timeout) {
      return tryAcquire();
    }

    /**
     * Ends the reservation. Before the permit is granted, this gives up the place among the waiting
     * requests, so that others can have the permit. Afterward, it notifies the limiter that the
     * response has arrived or the request was not sent, from which moment the permit counts for one
     * more window. Closing again has no effect. The default implementation does nothing, which
     * suits a limiter that is not notified.
     */
    @Override
    default void close() {}
  }

  /**
   * Returns a limiter that counts permits in the memory of this process. It grants permits in the
   * order in which requests first tried to acquire one. Its margin is {@link #DEFAULT_MARGIN}.
   *
   * @param application the limit for all access tokens together
   * @param token the limit for each access token
   * @return a new limiter, which several clients can share
   */
  static RequestLimiter local(RateLimit application, RateLimit token) {
    return local(application, token, DEFAULT_MARGIN);
  }

  /**
   * Returns a limiter that counts permits in the memory of this process, with another margin.
   *
   * @param application the limit for all access tokens together
   * @param token the limit for each access token
   * @param margin how long after its grant a permit that is not closed is taken to have ended; at
   *     least the longest call timeout of the clients that share the limiter
   * @return a new limiter, which several clients can share
   * @throws IllegalArgumentException if the margin is not positive
   */
  static RequestLimiter local(RateLimit application, RateLimit token, Duration margin) {
    return local(application, token, margin, Ticker.system());
  }

  /**
   * Returns a limiter that counts permits in the memory of this process, with a custom ticker.
   *
   * @param application the limit for all access tokens together
   * @param token the limit for each access token
   * @param margin how long after its grant a permit that is not closed is taken to have ended; at
   *     least the longest call timeout of the clients that share the limiter
   * @param ticker measures elapsed time
   * @return a new limiter, which several clients can share
   * @throws IllegalArgumentException if the margin is not positive
   */
  static RequestLimiter local(
      RateLimit application, RateLimit token, Duration margin, Ticker ticker) {
    return new LocalLimiter(application, token, margin, ticker);
  }
}
