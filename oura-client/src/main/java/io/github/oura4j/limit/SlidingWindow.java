// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of one rate limit, either the application's or one access token's: the permits that
 * count, the queue of waiting requests, and what Oura's last 429 said.
 *
 * <p>Times are nanoseconds of a monotonic clock. Not thread-safe: {@link LocalLimiter} guards it
 * with its lock.
 */
final class SlidingWindow {
  private final RateLimit configured;
  private final PermitLog permits;
  private final WaitQueue queue = new WaitQueue();
  private Optional<RateLimit> reported = Optional.empty();
  private long reportedUntil;
  private boolean suspended;
  private long suspendedUntil;

  SlidingWindow(RateLimit configured, long marginNanos) {
    this.configured = configured;
    this.permits = new PermitLog(configured.requests(), marginNanos);
  }

  /**
   * Returns how long the request with the given arrival number has to wait for a permit at least,
   * in nanoseconds, or zero if it can be granted now.
   */
  long waitOf(long arrival, long now) {
    permits.endOverdue(now, longestWindow());
    int ahead = queue.isEmpty() ? 0 : queue.ahead(arrival);
    // Nothing is granted before the suspension ends, so that all waits are counted from there.
    long suspension = suspensionAt(now);
    long wait = permits.waitFor(configured, ahead, now, now + suspension);
    expireReportedLimit(now);
    if (reported.isPresent()) {
      long reportedWait = permits.waitFor(reported.get(), ahead, now, now + suspension);
      // The reported limit applies only until it expires.
      long untilExpiry = Math.max(0, reportedUntil - now - suspension);
      wait = Math.max(wait, Math.min(reportedWait, untilExpiry));
    }
    return suspension + wait;
  }

  private void expireReportedLimit(long now) {
    if (now - reportedUntil >= 0) {
      reported = Optional.empty();
    }
  }

  private long suspensionAt(long now) {
    if (suspended && now - suspendedUntil >= 0) {
      suspended = false;
    }
    return suspended ? suspendedUntil - now : 0;
  }

  void enqueue(long arrival) {
    queue.add(arrival);
  }

  void dequeue(long arrival) {
    queue.remove(arrival);
  }

  /** Grants a permit, which counts until one window after its end. */
  PermitLog.Permit grant(long now) {
    return permits.grant(now);
  }

  /** Ends a permit: its response has arrived, or its attempt has failed. */
  void end(PermitLog.Permit permit, long now) {
    permits.end(permit, now, longestWindow());
  }

  private long longestWindow() {
    long window = configured.window().toNanos();
    return reported.map(limit -> Math.max(window, limit.window().toNanos())).orElse(window);
  }

  void onRateLimited(RateLimitStatus status, long now) {
    if (status.retryAfter().compareTo(Duration.ZERO) > 0) {
      long until = now + status.retryAfter().toNanos();
      suspendedUntil = suspended && suspendedUntil - until > 0 ? suspendedUntil : until;
      suspended = true;
    }
    // The log keeps as many ends as the configured limit has requests: enough for a lower limit.
    Optional<RateLimit> applicable = status.applicableLimit(configured);
    if (applicable.isPresent()) {
      reported = applicable;
      reportedUntil = now + status.limitLifetime().toNanos();
    }
  }

  int available(long now) {
    return suspensionAt(now) > 0 ? 0 : Math.max(0, configured.requests() - counted(now));
  }

  private int counted(long now) {
    permits.endOverdue(now, longestWindow());
    return permits.countWithin(configured.window().toNanos(), now);
  }

  /** Returns whether this has the same effect as a new instance, and so can be dropped. */
  boolean isIdle(long now) {
    expireReportedLimit(now);
    return queue.isEmpty() && reported.isEmpty() && suspensionAt(now) == 0 && counted(now) == 0;
  }
}
