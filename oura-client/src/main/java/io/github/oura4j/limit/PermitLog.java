// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

/**
 * The times at which the most recent permits were granted, oldest first: at most as many as the
 * rate limit allows per window, because older ones cannot affect the next permit.
 *
 * <p>A ring buffer that starts small and grows on demand, because most people send few requests.
 * Times are nanoseconds of a monotonic clock.
 */
final class PermitLog {
  private static final int INITIAL_CAPACITY = 16;

  private final int maxSize;
  private long[] ring;
  private int oldest;
  private int size;

  PermitLog(int maxSize) {
    this.maxSize = maxSize;
    this.ring = new long[Math.min(INITIAL_CAPACITY, maxSize)];
  }

  /** Adds a permit that is granted now, and drops those granted at or before a time. */
  void add(long now, long expiredUntil) {
    while (size > 0 && at(0) - expiredUntil <= 0) {
      dropOldest();
    }
    if (size == maxSize) {
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
    long[] larger = new long[(int) Math.min(maxSize, 2L * ring.length)];
    for (int i = 0; i < size; i++) {
      larger[i] = at(i);
    }
    ring = larger;
    oldest = 0;
  }

  private long at(int index) {
    int position = oldest + index;
    return ring[position < ring.length ? position : position - ring.length];
  }

  /** Returns the number of permits granted later than one window before now. */
  int countWithin(long window, long now) {
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
   * Returns how long a request has to wait for a permit, if others are ahead of it in the queue and
   * each of them takes a permit as soon as one is available.
   *
   * <p>A permit becomes available again one window after it was granted. With {@code n} permits per
   * window, permit number {@code k}, counted from the oldest in the current window, is therefore
   * granted exactly one window after permit number {@code k - n}. Going back {@code n} at a time
   * leads either to a permit in this log, whose time is known, or to one that is available now.
   *
   * @param limit the rate limit
   * @param ahead the number of requests ahead in the queue
   * @param now the time from which permits can be granted
   * @return nanoseconds from {@code now}
   */
  long waitFor(RateLimit limit, int ahead, long now) {
    long window = limit.window().toNanos();
    int counted = Math.min(countWithin(window, now), limit.requests());
    long number = (long) counted + ahead;
    int remainder = (int) (number % limit.requests());
    long windows = number / limit.requests();
    long sinceGranted = remainder < counted ? now - at(size - counted + remainder) : 0;
    return windows * window - sinceGranted;
  }
}
