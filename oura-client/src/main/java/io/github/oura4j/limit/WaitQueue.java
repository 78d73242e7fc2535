// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The arrival numbers of the waiting requests.
 *
 * <p>Counts quickly how many requests arrived before a given one: tens of thousands can wait, and
 * each of them looks up its position about once per second.
 */
final class WaitQueue {
  private static final int GROUP_BITS = 8;

  /**
   * Arrival numbers in groups of 256, so that counting visits one entry per group instead of one
   * per request.
   */
  private final TreeMap<Long, TreeSet<Long>> groups = new TreeMap<>();

  void add(long arrival) {
    groups.computeIfAbsent(arrival >> GROUP_BITS, any -> new TreeSet<>()).add(arrival);
  }

  void remove(long arrival) {
    TreeSet<Long> group = groups.get(arrival >> GROUP_BITS);
    if (group != null && group.remove(arrival) && group.isEmpty()) {
      groups.remove(arrival >> GROUP_BITS);
    }
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Returns how many waiting requests arrived before the given one, which need not be waiting. */
  int ahead(long arrival) {
    int ahead = 0;
    for (Map.Entry<Long, TreeSet<Long>> group :
        groups.headMap(arrival >> GROUP_BITS, true).entrySet()) {
      TreeSet<Long> members = group.getValue();
      ahead +=
          group.getKey() == arrival >> GROUP_BITS
              ? members.headSet(arrival).size()
              : members.size();
    }
    return ahead;
  }
}
