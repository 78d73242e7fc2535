// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Those who wait, in the order in which they came. It tells quickly how many are ahead of one: tens
 * of thousands may wait, and each of them asks about once in a second.
 */
final class WaitQueue {
  private static final int SHIFT = 8;

  /** Neighbours stand together, so that most are counted by the group and not one by one. */
  private final TreeMap<Long, TreeSet<Long>> groups = new TreeMap<>();

  void add(long arrival) {
    groups.computeIfAbsent(arrival >> SHIFT, any -> new TreeSet<>()).add(arrival);
  }

  void remove(long arrival) {
    TreeSet<Long> group = groups.get(arrival >> SHIFT);
    if (group != null && group.remove(arrival) && group.isEmpty()) {
      groups.remove(arrival >> SHIFT);
    }
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Returns how many came before one who need not stand in the line. */
  int ahead(long arrival) {
    int ahead = 0;
    for (Map.Entry<Long, TreeSet<Long>> group : groups.headMap(arrival >> SHIFT, true).entrySet()) {
      TreeSet<Long> members = group.getValue();
      ahead +=
          group.getKey() == arrival >> SHIFT ? members.headSet(arrival).size() : members.size();
    }
    return ahead;
  }
}
