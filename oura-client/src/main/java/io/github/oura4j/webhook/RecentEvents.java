// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signatures of recently accepted events, to detect replays.
 *
 * <p>Signatures are kept for as long as their timestamps would still be accepted. If there are too
 * many, the oldest are removed.
 */
final class RecentEvents {
  private final int maxSize;
  private final Duration timeToLive;
  private final Map<ByteBuffer, Instant> acceptedAt = new LinkedHashMap<>();

  RecentEvents(int maxSize, Duration timeToLive) {
    this.maxSize = maxSize;
    this.timeToLive = timeToLive;
  }

  /** Adds a signature. Returns false if it is already present, so that the event is a replay. */
  synchronized boolean add(byte[] signature, Instant now) {
    removeOlderThan(now.minus(timeToLive));
    ByteBuffer key = ByteBuffer.wrap(signature);
    if (acceptedAt.containsKey(key)) {
      return false;
    }
    if (acceptedAt.size() == maxSize) {
      Iterator<ByteBuffer> oldest = acceptedAt.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    acceptedAt.put(key, now);
    return true;
  }

  synchronized void remove(byte[] signature) {
    acceptedAt.remove(ByteBuffer.wrap(signature));
  }

  private void removeOlderThan(Instant time) {
    Iterator<Instant> oldestFirst = acceptedAt.values().iterator();
    while (oldestFirst.hasNext() && oldestFirst.next().isBefore(time)) {
      oldestFirst.remove();
    }
  }
}
