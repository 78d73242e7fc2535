// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The events that are being handled or were handled recently, to detect duplicates. Events are
 * identified by a key.
 *
 * <p>Handled events are remembered for a limited time. If there are too many, the oldest are
 * forgotten. Thread-safe.
 */
final class RecentEvents {
  /** What is known about an event that arrives. */
  enum State {
    /** The event is not known, and is being handled from now on. */
    NEW,
    /** Another thread is handling the event. */
    IN_PROGRESS,
    /** The event was handled successfully. */
    HANDLED
  }

  private final int maxSize;
  private final Duration timeToLive;
  private final Set<ByteBuffer> inProgress = new HashSet<>();
  private final Map<ByteBuffer, Instant> handledAt = new LinkedHashMap<>();

  RecentEvents(int maxSize, Duration timeToLive) {
    this.maxSize = maxSize;
    this.timeToLive = timeToLive;
  }

  /** Returns the state of an event. If it is new, {@link #end} must be called later. */
  synchronized State begin(byte[] key, Instant now) {
    removeOlderThan(now.minus(timeToLive));
    ByteBuffer event = ByteBuffer.wrap(key);
    if (handledAt.containsKey(event)) {
      return State.HANDLED;
    }
    return inProgress.add(event) ? State.NEW : State.IN_PROGRESS;
  }

  /** Ends the handling of an event. If it failed, the event counts as new when it arrives again. */
  synchronized void end(byte[] key, boolean isHandled, Instant now) {
    ByteBuffer event = ByteBuffer.wrap(key);
    inProgress.remove(event);
    if (isHandled) {
      if (handledAt.size() == maxSize) {
        Iterator<ByteBuffer> oldest = handledAt.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
      handledAt.put(event, now);
    }
  }

  private void removeOlderThan(Instant time) {
    Iterator<Instant> oldestFirst = handledAt.values().iterator();
    while (oldestFirst.hasNext() && oldestFirst.next().isBefore(time)) {
      oldestFirst.remove();
    }
  }
}
