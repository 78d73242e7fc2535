// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides how long to wait for a response: until the time of the attempt is over, or the server has
 * been silent for too long.
 *
 * <p>A process can be stopped, or its machine can sleep, for longer than that. A response that
 * arrived meanwhile lies in the socket, and nobody has had the chance to read it. So after a wait
 * that took noticeably longer than planned, the timer waits a little longer before it gives up.
 *
 * <p>Not thread-safe.
 */
final class ResponseTimer {
  /** Waits are at most this long, so that an interruption of the process is noticed soon. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** A wait that takes this much longer than planned means that the process was stopped. */
  static final Duration NOTICEABLE_DELAY = Duration.ofMillis(100);

  /** The longest time to read what arrived while the process was stopped. */
  static final Duration LONGEST_GRACE = Duration.ofSeconds(2);

  private final Ticker ticker;
  private final Deadline end;
  private final Duration maxSilence;
  private long plannedEndOfWait;
  private long endOfGrace;
  private @Nullable Long startOfOvertime;

  /**
   * Creates a timer that starts now.
   *
   * @param timeLeft the time that is left for the attempt
   * @param maxSilence the maximum time without a sign of life from the server
   */
  ResponseTimer(Duration timeLeft, Duration maxSilence, Ticker ticker) {
    this.ticker = ticker;
    this.end = Deadline.after(timeLeft, ticker);
    this.maxSilence = maxSilence;
    this.plannedEndOfWait = ticker.nanoTime();
    this.endOfGrace = plannedEndOfWait;
  }

  /**
   * Returns how long to wait now, in nanoseconds, before calling this method again; zero or less if
   * the wait for the response is over. The caller must look for a response once more before it
   * gives up.
   *
   * @param silenceNanos how long the server has been silent
   */
  long nextWait(long silenceNanos) {
    long now = ticker.nanoTime();
    long delay = now - plannedEndOfWait;
    if (delay >= NOTICEABLE_DELAY.toNanos()) {
      endOfGrace = now + Math.min(delay, LONGEST_GRACE.toNanos());
    }
    long untilTimeout = Math.min(end.remaining().toNanos(), maxSilence.toNanos() - silenceNanos);
    long grace = Math.min(endOfGrace - now, overtimeLeft(untilTimeout, now));
    long wait = Math.min(Math.max(untilTimeout, grace), LONGEST_WAIT.toNanos());
    plannedEndOfWait = now + wait;
    return wait;
  }

  /** Bounds the total time after a timeout: on a busy machine, every wait may be delayed. */
  private long overtimeLeft(long untilTimeout, long now) {
    if (untilTimeout > 0) {
      startOfOvertime = null;
      return LONGEST_GRACE.toNanos();
    }
    long start = Objects.requireNonNullElse(startOfOvertime, now);
    startOfOvertime = start;
    return start + LONGEST_GRACE.toNanos() - now;
  }

  /** Returns whether the time of the attempt is over, rather than the server silent. */
  boolean isOver() {
    return end.hasPassed();
  }
}
