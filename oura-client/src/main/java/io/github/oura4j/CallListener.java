// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import java.time.Duration;

/**
 * Is told what becomes of calls: override what is of interest. It is called on the thread of the
 * call, so it is safe across threads and quick; what it throws is logged and changes nothing.
 */
public interface CallListener {

  /**
   * A client was built that takes its permits from a limiter.
   *
   * @param limiter the limiter
   */
  default void onLimiter(RequestLimiter limiter) {}

  /**
   * An attempt has brought an answer, or failed on its way to one.
   *
   * @param attempt the attempt
   */
  default void onAttempt(CallAttempt attempt) {}

  /**
   * A failed attempt is followed by another.
   *
   * @param failed the attempt that failed
   * @param wait how long the call waits before the next
   */
  default void onRetry(CallAttempt failed, Duration wait) {}

  /**
   * A call waits for a permit.
   *
   * @param type what it asks for, as in {@link CallAttempt#type}
   * @param wait how long, as far as is known by now
   */
  default void onPermitWait(String type, Duration wait) {}

  /**
   * Oura has said that a limit is used up.
   *
   * @param notice whose limit, for how long, and how much it allows
   */
  default void onRateLimited(RateLimitStatus notice) {}

  /**
   * A call has failed in a way that is repeated, and is not repeated any more: its attempts are
   * used up, or the next wait would be too long.
   *
   * @param last its last attempt
   */
  default void onGiveUp(CallAttempt last) {}

  /**
   * A call has ended: answered or not, interrupted, or by an exception. Each call that began is
   * told of once; one that got no access token has not begun, and what is sent again with another
   * token after a 401 is a call of its own.
   *
   * @param last its last attempt, with the outcome of the call
   */
  default void onEnd(CallAttempt last) {}
}
