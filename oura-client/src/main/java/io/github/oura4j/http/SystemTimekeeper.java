// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The clocks of this machine. */
record SystemTimekeeper() implements Timekeeper {
  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public boolean await(CountDownLatch event, Duration time) throws InterruptedException {
    return event.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
