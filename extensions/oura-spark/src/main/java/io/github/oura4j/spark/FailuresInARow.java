// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the people in a row who could not be read, over all tasks of a query in this JVM. If they
 * are many, the reason is not one person: to accept their failures would leave out a part of the
 * study because of an outage.
 */
final class FailuresInARow {
  /** From how many people on a failure is not that of a person. */
  static final int LIMIT = 5;

  private static final int QUERIES_TO_REMEMBER = 1_000;
  private static final Map<String, FailuresInARow> OF_QUERIES =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FailuresInARow> eldest) {
          return size() > QUERIES_TO_REMEMBER;
        }
      };

  private final AtomicInteger count = new AtomicInteger();

  private FailuresInARow() {}

  /** Returns the count of a query, which a restarted query begins anew. */
  static FailuresInARow of(String query) {
    synchronized (OF_QUERIES) {
      return OF_QUERIES.computeIfAbsent(query, id -> new FailuresInARow());
    }
  }

  /** Notes that somebody was read. */
  void reset() {
    count.set(0);
  }

  /** Notes a failure, and returns whether there are too many. */
  boolean add() {
    return count.incrementAndGet() >= LIMIT;
  }
}
