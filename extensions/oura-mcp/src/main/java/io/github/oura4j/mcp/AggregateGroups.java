// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Summarizes documents in groups, such as those of each day or of each source. */
final class AggregateGroups {
  static final int MOST_GROUPS = 40;

  private final Map<String, Aggregates> groups = new TreeMap<>();
  private boolean isCut;

  /** Adds a document to a group, unless it would be one group too many. */
  void add(String group, ObjectNode row, @Nullable LocalDate day) {
    if (groups.containsKey(group) || groups.size() < MOST_GROUPS) {
      groups.computeIfAbsent(group, unused -> new Aggregates()).add(row, day);
    } else {
      isCut = true;
    }
  }

  int size() {
    return groups.size();
  }

  Collection<Aggregates> all() {
    return groups.values();
  }

  /** Tells whether there were more groups than fit. */
  boolean isCut() {
    return isCut;
  }

  /** Writes the groups into a result, in the order of their names. */
  void describe(
      String title, Function<Aggregates, Map<String, Object>> summary, Map<String, Object> result) {
    Map<String, Object> summaries = new LinkedHashMap<>();
    groups.forEach((name, aggregates) -> summaries.put(name, summary.apply(aggregates)));
    if (!summaries.isEmpty()) {
      result.put(title, summaries);
    }
  }
}
