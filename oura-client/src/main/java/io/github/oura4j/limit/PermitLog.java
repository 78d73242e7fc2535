// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

/**
 * A ring of the times at which the last permits were given, oldest first, of as many as a limit
 * allows. It grows as it fills: most people send a few requests only.
 */
final class PermitLog {
  private static final int SMALL = 16;

  private final int most;
  private long[] ring;
  private int oldest;
  private int size;

  PermitLog(int most) {
    this.most = most;
    this.ring = new long[Math.min(SMALL, most)];
  }

  void add(long now, long forgetUpTo) {
    while (size > 0 && at(0) - forgetUpTo <= 0) {
      dropOldest();
    }
    if (size == most) {
      dropOldest();
    }
    if (size == ring.length) {
      grow();
    }
    ring[(oldest + size) % ring.length] = now;
    size++;
  }

  private void dropOldest() {
    oldest = (oldest + 1) % ring.length;
    size--;
  }

  private void grow() {
    long[] larger = new long[(int) Math.min(most, 2L * ring.length)];
    for (int i = 0; i < size; i++) {
      larger[i] = at(i);
    }
    ring = larger;
    oldest = 0;
  }

  private long at(int index) {
    int place = oldest + index;
    return ring[place < ring.length ? place : place - ring.length];
  }

  /** Returns how many were given in the window that ends now, its beginning left out. */
  int within(long window, long now) {
    return size - firstWithin(window, now);
  }

  private int firstWithin(long window, long now) {
    if (size == 0 || now - at(0) < window) {
      return 0;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (now - at(middle) < window) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Returns how long until a permit is free under a limit for whoever has others ahead. Those ahead
   * take what is free and what is released, and release it themselves a window later.
   */
  long waitFor(RateLimit limit, int ahead, long now) {
    long window = limit.window().toNanos();
    int counted = Math.min(within(window, now), limit.requests());
    int place = (counted + ahead) % limit.requests();
    long laps = ((long) counted + ahead) / limit.requests();
    long sinceGiven = place < counted ? now - at(size - counted + place) : 0;
    return laps * window - sinceGiven;
  }
}
