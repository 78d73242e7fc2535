// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Summarizes documents in groups, such as those of each day or of each source. */
final class AggregateGroups {
  private static final int MOST_GROUPS = 40;

  private final Map<String, Aggregates> groups = new TreeMap<>();

  /** Adds a document to a group, unless it would be one group too many. */
  void add(String group, ObjectNode row, LocalDate day) {
    if (groups.containsKey(group) || groups.size() < MOST_GROUPS) {
      groups.computeIfAbsent(group, unused -> new Aggregates()).add(row, day);
    }
  }

  int size() {
    return groups.size();
  }

  /** Writes the groups into a result, in the order of their names. */
  void describe(String title, Map<String, Object> result) {
    Map<String, Object> briefs = new LinkedHashMap<>();
    groups.forEach((name, aggregates) -> briefs.put(name, aggregates.brief()));
    if (!briefs.isEmpty()) {
      result.put(title, briefs);
    }
  }
}
