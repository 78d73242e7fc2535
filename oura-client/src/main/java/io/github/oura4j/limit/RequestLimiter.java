// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import io.github.oura4j.http.Ticker;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Gives out permits to send. {@link #local} keeps count in this process; where several processes
 * share one allowance, bring one that keeps count in a store they share.
 *
 * <p>The contract, which {@code RequestLimiterContract} in the test jar of this module checks:
 *
 * <ul>
 *   <li>A permit is given by {@link Reservation#tryAcquire} answering zero, and counts from that
 *       moment. In no stretch of time as long as the window are more given than the limit, neither
 *       to the application nor to one person; both count every permit.
 *   <li>Otherwise {@code ask} answers how long it will be until the permit is given, as far as is
 *       known: a call that may not wait as long gives up at once. It gives nothing out then, and
 *       never blocks but for a moment. The client asks again when the time is over, and about once
 *       in a second before: whoever gave up made room.
 *   <li>After {@link #onRateLimited}, nobody whom the notice concerns gets a permit until its time
 *       is over; everybody else does. Then permits are given again, without anybody's doing.
 *   <li>It is safe across threads.
 * </ul>
 *
 * <p>A store that cannot be reached may let an exception out, which ends the call, or give permits
 * on its own judgement.
 */
public interface RequestLimiter {

  /**
   * Begins one request's way to its permit.
   *
   * @param person a hash of the person's access token, or null for requests of the application
   * @return what to ask until it answers zero, and to close then or when giving up
   */
  Reservation reserve(@Nullable String person);

  /**
   * Takes note that Oura has refused a request.
   *
   * @param person a hash of the access token that was refused, or null for the application
   * @param notice what Oura said
   */
  void onRateLimited(@Nullable String person, RateLimitStatus notice);

  /**
   * Returns how many permits the application has left at this moment.
   *
   * @return the number, or empty when it is not known
   */
  default OptionalInt availablePermits() {
    return OptionalInt.empty();
  }

  /** One request that wants a permit. Used by one thread. */
  @FunctionalInterface
  interface Reservation extends AutoCloseable {

    /**
     * Asks for the permit. Not asked again once it was given.
     *
     * @return zero when it is given; otherwise how long until it will be, as far as is known
     */
    Duration tryAcquire();

    /** Ends the request's waiting. Does nothing by default. */
    @Override
    default void close() {}
  }

  /**
   * Returns a limiter that keeps count in the memory of this process. Who came first goes first.
   *
   * @param application what all people may send together
   * @param person what each of them may send
   * @return a limiter to share between clients
   */
  static RequestLimiter local(RateLimit application, RateLimit person) {
    return local(application, person, Ticker.system());
  }

  /**
   * Returns a limiter that keeps count in the memory of this process, by a clock of one's own.
   *
   * @param application what all people may send together
   * @param person what each of them may send
   * @param ticker the clock
   * @return a limiter to share between clients
   */
  static RequestLimiter local(RateLimit application, RateLimit person, Ticker ticker) {
    return new LocalLimiter(application, person, ticker);
  }
}
