// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Until when no permit can be granted, as far as this process knows: for everybody, and for single
 * access tokens. Requests that come earlier need not ask the database. Thread-safe.
 *
 * <p>A bound never moves to an earlier time, because permits count for a fixed time. Times are
 * readings of a ticker, of which only differences have a meaning.
 */
final class LowerBounds {
  private static final int TOKENS_BEFORE_FIRST_CLEANUP = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<@Nullable String, Long> bounds = new HashMap<>();
  private int cleanupSize = TOKENS_BEFORE_FIRST_CLEANUP;

  /**
   * Returns how long a request has to wait at least.
   *
   * @param tokenHash the hash of its access token, or null
   * @return nanoseconds; zero if it may ask
   */
  long waitOf(@Nullable String tokenHash, long now) {
    lock.lock();
    try {
      long wait = Math.max(bound(null, now) - now, bound(tokenHash, now) - now);
      return Math.max(0, wait);
    } finally {
      lock.unlock();
    }
  }

  private long bound(@Nullable String tokenHash, long otherwise) {
    return bounds.getOrDefault(tokenHash, otherwise);
  }

  /**
   * Sets a bound, unless a later one is known.
   *
   * @param tokenHash the hash of an access token, or null for everybody
   */
  void set(@Nullable String tokenHash, long until, long now) {
    lock.lock();
    try {
      if (until - bound(tokenHash, now) > 0) {
        bounds.put(tokenHash, until);
        removePassed(now);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Removes bounds that have passed, each time that their number has doubled. */
  private void removePassed(long now) {
    if (bounds.size() >= cleanupSize) {
      bounds.values().removeIf(until -> until - now <= 0);
      cleanupSize = Math.max(TOKENS_BEFORE_FIRST_CLEANUP, 2 * bounds.size());
    }
  }

  /** Returns the number of bounds that are kept. */
  int size() {
    lock.lock();
    try {
      return bounds.size();
    } finally {
      lock.unlock();
    }
  }
}
