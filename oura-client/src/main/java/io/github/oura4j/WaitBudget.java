// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.http.Timekeeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The waits of a client: each as long as the client is open, and no longer than allowed.
 *
 * @param time waits and tells the time
 * @param longest the longest single wait
 * @param closed happens when the client is closed
 */
record WaitBudget(Timekeeper time, Duration longest, CountDownLatch closed) {

  WaitBudget(Timekeeper time, Duration longest) {
    this(time, longest, new CountDownLatch(1));
  }

  boolean allow(Duration wait, Duration timeLeft) {
    return wait.compareTo(longest) <= 0 && wait.compareTo(timeLeft) < 0;
  }

  void take(Duration wait) throws InterruptedException {
    if (time.await(closed, wait)) {
      throw new IllegalStateException(
          "This client was closed while the call waited. Close it after its last call.");
    }
  }

  boolean isOver() {
    return closed.getCount() == 0;
  }

  void end() {
    closed.countDown();
  }
}
