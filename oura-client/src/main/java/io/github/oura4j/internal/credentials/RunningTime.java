// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.credentials;

import java.time.Duration;

/**
 * Measures how long this process has been running since the measurement began.
 *
 * <p>A process can be stopped, for example by a debugger or a suspended container, and continued
 * hours later. A limit that counts those hours makes a waiting thread give up before the thread
 * that it waits for has had a chance to go on. Here, the time between two readings counts as at
 * most one second, so a waiting thread must read more often than that. Not thread-safe.
 */
final class RunningTime {
  private static final long MAX_STEP_NANOS = Duration.ofSeconds(1).toNanos();

  /** The longest time that a waiting thread may let pass between two readings. */
  static final long POLL_MILLIS = 500;

  private long lastReading = System.nanoTime();
  private long nanos;

  /** Returns whether the process has been running for longer than a limit. */
  boolean exceeds(Duration limit) {
    long reading = System.nanoTime();
    nanos += Math.min(reading - lastReading, MAX_STEP_NANOS);
    lastReading = reading;
    return nanos > limit.toNanos();
  }
}
