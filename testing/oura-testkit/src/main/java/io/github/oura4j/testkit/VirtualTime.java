// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import io.github.oura4j.http.Sleeper;
import io.github.oura4j.http.Ticker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A ticker that stands still until a test advances it, and a sleeper that advances it instead of
 * waiting. Tests of retries and rate limits pass it to the client, as ticker and as sleeper, and
 * end at once.
 *
 * <p>The first reading is close to the largest {@code long}, so that code which compares readings,
 * instead of the difference between them, fails. This class is thread-safe.
 */
public final class VirtualTime implements Ticker, Sleeper {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

  /** Creates a time that has not advanced yet. */
  public VirtualTime() {}

  /**
   * Advances the ticker.
   *
   * @param time how far
   */
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  /**
   * Advances the ticker to the end of the timeout, unless another thread has advanced it further in
   * the meantime, and returns at once.
   *
   * @throws InterruptedException if the thread is interrupted, as a real wait would
   */
  @Override
  public boolean await(CountDownLatch latch, Duration timeout) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long end = nanos.get() + timeout.toNanos();
    nanos.updateAndGet(now -> end - now > 0 ? end : now);
    return latch.getCount() == 0;
  }
}
