// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The permits of one tier: when the last ones were given, who waits for the next, and until when
 * Oura wants to be left alone. Times are nanoseconds of a clock that only goes forward. Its owner
 * sees to it that one thread at a time uses it.
 */
final class Allowance {
  /** What Oura said of its limit is believed this long: no answer but a 429 tells of a change. */
  private static final long BELIEF = Duration.ofHours(1).toNanos();

  private final RateLimit configured;
  private final Grants grants;
  private final TreeSet<Long> line = new TreeSet<>();
  private Optional<RateLimit> told = Optional.empty();
  private long toldUntil;
  private boolean held;
  private long heldUntil;

  Allowance(RateLimit configured) {
    this.configured = configured;
    this.grants = new Grants(configured.requests());
  }

  /** Returns how long the request that came as the given one has to wait, zero if it may go. */
  long waitOf(long arrival, long now) {
    int ahead = line.isEmpty() ? 0 : line.headSet(arrival).size();
    long wait = grants.waitFor(configured, ahead, now);
    if (told.isPresent()) {
      forgetWhatIsOld(now);
      wait = Math.max(wait, told.map(limit -> grants.waitFor(limit, ahead, now)).orElse(0L));
    }
    return Math.max(wait, holdAt(now));
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
    if (!line.isEmpty()) {
      line.remove(arrival);
    }
  }

  void grant(long now) {
    grants.add(now, now - longestWindow());
  }

  private long longestWindow() {
    long window = configured.window().toNanos();
    return told.map(limit -> Math.max(window, limit.window().toNanos())).orElse(window);
  }

  void usedUp(LimitNotice notice, long now) {
    if (notice.hold().compareTo(Duration.ZERO) > 0) {
      long until = now + notice.hold().toNanos();
      heldUntil = held && heldUntil - until > 0 ? heldUntil : until;
      held = true;
    }
    // More than what is remembered cannot be counted, and ours is the stricter limit then.
    if (notice.limit().filter(limit -> limit.requests() <= configured.requests()).isPresent()) {
      told = notice.limit();
      toldUntil = now + Math.max(BELIEF, notice.hold().toNanos());
    }
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
