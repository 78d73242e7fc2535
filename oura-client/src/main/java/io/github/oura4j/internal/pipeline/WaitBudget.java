// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.Sleeper;
import io.github.oura4j.http.Ticker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Limits the waits of a client's calls: a single wait is no longer than the configured maximum and
 * the time left until the deadline, and closing the client ends all waits.
 *
 * @param ticker measures elapsed time
 * @param sleeper waits
 * @param maxWait the longest single wait
 * @param closed released when the client is closed
 */
public record WaitBudget(Ticker ticker, Sleeper sleeper, Duration maxWait, CountDownLatch closed) {

  public WaitBudget(Ticker ticker, Sleeper sleeper, Duration maxWait) {
    this(ticker, sleeper, maxWait, new CountDownLatch(1));
  }

  /** Returns whether a call with the given deadline may wait for a duration. */
  boolean allows(Duration wait, Deadline deadline) {
    return wait.compareTo(maxWait) <= 0 && wait.compareTo(deadline.remaining()) < 0;
  }

  /**
   * Waits for a duration.
   *
   * @throws IllegalStateException if the client is closed before or while waiting
   */
  void await(Duration wait) throws InterruptedException {
    if (sleeper.await(closed, wait)) {
      throw new IllegalStateException(
          "The client was closed while a call was waiting to be sent. Close it after its last"
              + " call.");
    }
  }

  /**
   * Does nothing if the client is open.
   *
   * @throws IllegalStateException if it is closed
   */
  void checkOpen() {
    if (isClosed()) {
      throw new IllegalStateException("This client is closed. Create a new one.");
    }
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Ends all current and future waits. */
  void close() {
    closed.countDown();
  }
}
