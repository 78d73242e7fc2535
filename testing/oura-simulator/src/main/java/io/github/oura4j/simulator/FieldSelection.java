// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code fields} leaves of a document: the named properties and the id; unknown names count
 * for nothing.
 */
final class FieldSelection {
  private final Set<String> names;

  private FieldSelection(Set<String> names) {
    this.names = names;
  }

  /** What the request selects, everything where the route does not heed it. */
  static FieldSelection of(Asked asked, boolean heeded) {
    Set<String> names = new HashSet<>();
    if (heeded) {
      for (String name : List.of(asked.text("fields").orElse("").split(",", -1))) {
        names.add(name.strip());
      }
    }
    return new FieldSelection(names);
  }

  ObjectNode from(ObjectNode document) {
    if (names.stream().noneMatch(document::has)) {
      return document;
    }
    Set<String> kept = new HashSet<>(names);
    kept.add("id");
    document.retain(kept);
    return document;
  }
}
