// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * The permits of one tier: when the last ones were given, who waits for the next, and until when
 * Oura wants to be left alone. Times are nanoseconds of a clock that only goes forward. Its owner
 * sees to it that one thread at a time uses it.
 */
final class SlidingWindow {
  /** What Oura said of its limit is believed this long: no answer but a 429 tells of a change. */
  private static final long BELIEF = Duration.ofHours(1).toNanos();

  private final RateLimit configured;
  private final PermitLog grants;
  private final WaitQueue line = new WaitQueue();
  private Optional<RateLimit> told = Optional.empty();
  private long toldUntil;
  private boolean held;
  private long heldUntil;

  SlidingWindow(RateLimit configured) {
    this.configured = configured;
    this.grants = new PermitLog(configured.requests());
  }

  /** Returns how long the request that came as the given one has to wait, zero if it may go. */
  long waitOf(long arrival, long now) {
    int ahead = line.isEmpty() ? 0 : line.ahead(arrival);
    // Nobody goes before the hold is over.
    long hold = holdAt(now);
    long wait = grants.waitFor(configured, ahead, now + hold);
    forgetWhatIsOld(now);
    if (told.isPresent()) {
      long waitAsTold = grants.waitFor(told.get(), ahead, now + hold);
      wait = Math.max(wait, Math.min(waitAsTold, Math.max(0, toldUntil - now - hold)));
    }
    return hold + wait;
  }

  private void forgetWhatIsOld(long now) {
    if (now - toldUntil >= 0) {
      told = Optional.empty();
    }
  }

  private long holdAt(long now) {
    if (held && now - heldUntil >= 0) {
      held = false;
    }
    return held ? heldUntil - now : 0;
  }

  void queue(long arrival) {
    line.add(arrival);
  }

  void leave(long arrival) {
    line.remove(arrival);
  }

  void grant(long now) {
    grants.add(now, now - longestWindow());
  }

  private long longestWindow() {
    long window = configured.window().toNanos();
    return told.map(limit -> Math.max(window, limit.window().toNanos())).orElse(window);
  }

  void onRateLimited(RateLimitStatus notice, long now) {
    if (notice.hold().compareTo(Duration.ZERO) > 0) {
      long until = now + notice.hold().toNanos();
      heldUntil = held && heldUntil - until > 0 ? heldUntil : until;
      held = true;
    }
    if (notice.limit().filter(this::isCredible).isPresent()) {
      told = notice.limit();
      toldUntil = now + Math.max(BELIEF, notice.hold().toNanos());
    }
  }

  /**
   * Tells whether to go by a limit. More than what is remembered cannot be counted: the hold has to
   * do then. A hundredth of what is known, or a window longer than the belief, is a mistake rather
   * than a limit, and would stop everything.
   */
  private boolean isCredible(RateLimit limit) {
    double share = perNano(limit) / perNano(configured);
    return limit.requests() <= configured.requests()
        && limit.window().toNanos() <= BELIEF
        && share >= 0.01;
  }

  private static double perNano(RateLimit limit) {
    return (double) limit.requests() / limit.window().toNanos();
  }

  int left(long now) {
    return holdAt(now) > 0
        ? 0
        : Math.max(0, configured.requests() - grants.within(configured.window().toNanos(), now));
  }

  /** Tells whether forgetting this would change nothing. */
  boolean isIdle(long now) {
    forgetWhatIsOld(now);
    return line.isEmpty()
        && told.isEmpty()
        && holdAt(now) == 0
        && grants.within(configured.window().toNanos(), now) == 0;
  }
}
