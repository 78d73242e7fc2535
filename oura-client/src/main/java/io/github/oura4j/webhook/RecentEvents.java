// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signatures that were taken lately: as long as their time stamps would still be accepted, and
 * of many, the newest.
 */
final class RecentEvents {
  private final int most;
  private final Duration span;
  private final Map<ByteBuffer, Instant> taken = new LinkedHashMap<>();

  RecentEvents(int most, Duration span) {
    this.most = most;
    this.span = span;
  }

  /** Remembers a signature; false when it is remembered already. */
  synchronized boolean add(byte[] signature, Instant now) {
    dropOlderThan(now.minus(span));
    ByteBuffer key = ByteBuffer.wrap(signature);
    if (taken.containsKey(key)) {
      return false;
    }
    if (taken.size() == most) {
      Iterator<ByteBuffer> oldest = taken.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    taken.put(key, now);
    return true;
  }

  synchronized void remove(byte[] signature) {
    taken.remove(ByteBuffer.wrap(signature));
  }

  private void dropOlderThan(Instant time) {
    Iterator<Instant> oldestFirst = taken.values().iterator();
    while (oldestFirst.hasNext() && oldestFirst.next().isBefore(time)) {
      oldestFirst.remove();
    }
  }
}
