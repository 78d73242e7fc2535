// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that jumps to the end of each wait instead of waiting, and records the waits.
 *
 * <p>The module oura-testkit has a smaller class of this name for users. These tests cannot use it,
 * since it depends on this module; that of the testkit is no copy, for it is neither a clock nor
 * does it record anything.
 */
public class VirtualTime extends Clock implements Ticker, Sleeper {
  public static final Instant BEGIN = Instant.parse("2026-03-20T03:00:00Z");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final long begin = nanos.get();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private volatile Duration wallClockError = Duration.ZERO;

  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  public void setWallClock(Duration error) {
    wallClockError = error;
  }

  public List<Duration> waits() {
    return waits;
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    Clock utc = this;
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return zone;
      }

      @Override
      public Clock withZone(ZoneId other) {
        return utc.withZone(other);
      }

      @Override
      public Instant instant() {
        return utc.instant();
      }
    };
  }

  @Override
  public Instant instant() {
    return BEGIN.plusNanos(nanos.get() - begin).plus(wallClockError);
  }

  @Override
  public boolean await(CountDownLatch event, Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waits.add(time);
    long end = nanos.get() + time.toNanos();
    nanos.updateAndGet(now -> end - now > 0 ? end : now);
    return event.getCount() == 0;
  }
}
