// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import org.jspecify.annotations.Nullable;

/**
 * The permits that count toward a rate limit: those whose requests are in flight, and the times at
 * which the most recent of the others ended.
 *
 * <p>A permit that nobody ends, because its request was sent by other code or its thread died, ends
 * by itself when the margin has passed since it was granted.
 *
 * <p>The ends are kept in order, oldest first: at most as many as the rate limit allows per window,
 * because older ones cannot affect the next permit. They are in a ring buffer that starts small and
 * grows on demand, because most people send few requests. The permits in flight form a linked list
 * in the order in which they were granted, from which any of them can be removed at once.
 *
 * <p>Times are nanoseconds of a monotonic clock. Each method first ends the permits whose margin
 * has passed, so that ends are added in order.
 */
final class PermitLog {
  private static final int INITIAL_CAPACITY = 16;

  private final int maxSize;
  private final long margin;
  private long[] ring;
  private int oldest;
  private int size;
  private @Nullable Permit first;
  private @Nullable Permit last;
  private int inFlight;

  PermitLog(int maxSize, long margin) {
    this.maxSize = maxSize;
    this.margin = margin;
    this.ring = new long[Math.min(INITIAL_CAPACITY, maxSize)];
  }

  /** A permit that was granted. It is in flight as long as it is in the list. */
  static final class Permit {
    private final long grantedAt;
    private @Nullable Permit previous;
    private @Nullable Permit next;
    private boolean isInFlight = true;

    private Permit(long grantedAt) {
      this.grantedAt = grantedAt;
    }
  }

  /** Adds a permit that is granted now and in flight from now on. */
  Permit grant(long now) {
    Permit permit = new Permit(now);
    permit.previous = last;
    if (last == null) {
      first = permit;
    } else {
      last.next = permit;
    }
    last = permit;
    inFlight++;
    return permit;
  }

  /** Ends a permit now, unless it ended before. Drops ends from before the longest window. */
  void end(Permit permit, long now, long longestWindow) {
    endOverdue(now, longestWindow);
    endAt(permit, now, longestWindow);
  }

  /** Ends the permits that were granted longer ago than the margin. */
  void endOverdue(long now, long longestWindow) {
    while (first != null && now - first.grantedAt >= margin) {
      endAt(first, first.grantedAt + margin, longestWindow);
    }
  }

  private void endAt(Permit permit, long time, long longestWindow) {
    if (!permit.isInFlight) {
      return;
    }
    permit.isInFlight = false;
    inFlight--;
    if (permit.previous == null) {
      first = permit.next;
    } else {
      permit.previous.next = permit.next;
    }
    if (permit.next == null) {
      last = permit.previous;
    } else {
      permit.next.previous = permit.previous;
    }
    addEnd(time, time - longestWindow);
  }

  private void addEnd(long time, long expiredUntil) {
    while (size > 0 && at(0) - expiredUntil <= 0) {
      dropOldest();
    }
    if (size == maxSize) {
      dropOldest();
    }
    if (size == ring.length) {
      grow();
    }
    ring[(oldest + size) % ring.length] = time;
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

  /**
   * Returns when a permit ended or can end at the earliest: those in flight come after all others,
   * and can end now.
   */
  private long earliestEnd(int index, long now) {
    return index < size ? at(index) : now;
  }

  /** Returns the number of permits that are in flight, or ended less than one window ago. */
  int countWithin(long window, long now) {
    return size + inFlight - firstWithin(window, now, now);
  }

  private int firstWithin(long window, long now, long from) {
    int total = size + inFlight;
    if (total == 0 || from - earliestEnd(0, now) < window) {
      return 0;
    }
    int low = 0;
    int high = total;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (from - earliestEnd(middle, now) < window) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Returns how long a request has to wait for a permit, at least. The wait is exact if no permit
   * is in flight, nobody gives up ahead in the queue, and each request ahead takes a permit as soon
   * as one is available and ends at once.
   *
   * <p>A permit becomes available again one window after it ended. With {@code n} permits per
   * window, permit number {@code k}, counted from the oldest that counts, can therefore be granted
   * one window after permit number {@code k - n} ended. Going back {@code n} at a time leads either
   * to a permit in this log, whose earliest end is known, or to one that is available now.
   *
   * @param limit the rate limit
   * @param ahead the number of requests ahead in the queue
   * @param now the current time
   * @param from the time from which permits can be granted, not before {@code now}
   * @return nanoseconds from {@code from}
   */
  long waitFor(RateLimit limit, int ahead, long now, long from) {
    long window = limit.window().toNanos();
    int total = size + inFlight;
    int counted = Math.min(total - firstWithin(window, now, from), limit.requests());
    long number = (long) counted + ahead;
    int remainder = (int) (number % limit.requests());
    long windows = number / limit.requests();
    long sinceEnded =
        remainder < counted ? from - earliestEnd(total - counted + remainder, now) : 0;
    return windows * window - sinceEnded;
  }
}
