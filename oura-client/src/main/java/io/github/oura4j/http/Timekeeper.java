// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * Tells the time and waits. Waits are counted on a clock that only goes forward, so that somebody
 * who sets the wall clock back prolongs none. Tests bring one whose waits take no time.
 *
 * <p>An implementation is safe across threads.
 */
public interface Timekeeper {

  /**
   * Returns the time on a clock that is never set.
   *
   * @return nanoseconds from an arbitrary beginning
   */
  long nanoTime();

  /**
   * Returns the time on the wall, for what servers tell in dates.
   *
   * @return the instant
   */
  Instant now();

  /**
   * Waits until some time has passed or something has happened.
   *
   * @param event what ends the wait early
   * @param time how long to wait at most
   * @return whether the event has happened
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean await(CountDownLatch event, Duration time) throws InterruptedException;

  /**
   * Returns the timekeeper of this machine.
   *
   * @return one that really waits
   */
  static Timekeeper system() {
    return new SystemTimekeeper();
  }
}
