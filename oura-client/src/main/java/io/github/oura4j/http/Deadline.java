// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The moment at which a call must have ended, including its access token, waits and retries.
 *
 * <p>It is set once, when the call begins. Every layer that waits asks it how much time is left, so
 * that no layer has to subtract what another one has used.
 *
 * <p>Immutable, and safe for use by multiple threads if its {@link Ticker} is.
 */
public final class Deadline {
  private static final Deadline NONE = new Deadline(() -> 0, Duration.ofNanos(Long.MAX_VALUE));

  private final Ticker ticker;
  private final Duration total;
  private final long end;

  private Deadline(Ticker ticker, Duration total) {
    this.ticker = ticker;
    this.total = total;
    // May overflow, like a reading of the ticker: only differences have a meaning.
    this.end = ticker.nanoTime() + TimeUnit.NANOSECONDS.convert(total);
  }

  /**
   * Returns a deadline that passes some time from now.
   *
   * @param total the time until the deadline; it has passed at once if this is not positive
   * @param ticker measures the time
   * @return the deadline
   */
  public static Deadline after(Duration total, Ticker ticker) {
    Objects.requireNonNull(total, "total must not be null");
    Objects.requireNonNull(ticker, "ticker must not be null");
    return new Deadline(ticker, total);
  }

  /**
   * Returns a deadline that never passes: about 292 years are always left.
   *
   * @return the deadline
   */
  public static Deadline none() {
    return NONE;
  }

  /**
   * Returns the time that is left.
   *
   * @return the time until the deadline; zero if it has passed, never negative
   */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - ticker.nanoTime()));
  }

  /**
   * Returns whether no time is left.
   *
   * @return true if the deadline has passed
   */
  public boolean hasPassed() {
    return end - ticker.nanoTime() <= 0;
  }

  /**
   * Returns the time that was left when the deadline was set, for messages.
   *
   * @return the duration that the deadline was created with
   */
  public Duration total() {
    return total;
  }

  /** Returns the time that was left when the deadline was set. */
  @Override
  public String toString() {
    return "Deadline[" + total + "]";
  }
}
