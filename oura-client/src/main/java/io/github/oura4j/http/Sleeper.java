// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Blocks a thread for some time: between two attempts of a call, and until the rate limiter grants
 * a permit. Tests replace it with one that returns at once and advances their {@link Ticker}.
 *
 * <p>An implementation must be thread-safe, and must not measure the time with a clock that can be
 * set.
 */
@FunctionalInterface
public interface Sleeper {

  /**
   * Waits until the latch reaches zero or the timeout has passed.
   *
   * @param latch ends the wait early; the client's reaches zero when the client is closed
   * @param timeout the maximum time to wait
   * @return true if the latch reached zero, false if the timeout passed
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean await(CountDownLatch latch, Duration timeout) throws InterruptedException;

  /**
   * Returns the sleeper that really blocks the thread.
   *
   * @return the default
   */
  static Sleeper system() {
    return (latch, timeout) ->
        latch.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
  }
}
