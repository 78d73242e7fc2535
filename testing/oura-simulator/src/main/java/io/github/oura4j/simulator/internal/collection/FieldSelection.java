// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The properties of a document that the {@code fields} parameter selects: those it names, and the
 * id. If all its names are unknown, it selects all properties.
 */
final class FieldSelection {
  private final Set<String> names;

  private FieldSelection(Set<String> names) {
    this.names = names;
  }

  /** Returns the selection of a request; all properties if the route does not support selection. */
  static FieldSelection of(SimulatedRequest request, boolean isSupported) {
    Set<String> names = new HashSet<>();
    if (isSupported) {
      for (String name : List.of(request.text("fields").orElse("").split(",", -1))) {
        names.add(name.strip());
      }
    }
    return new FieldSelection(names);
  }

  /** Removes the other properties from a document, and returns it. */
  ObjectNode applyTo(ObjectNode document) {
    if (names.stream().noneMatch(document::has)) {
      return document;
    }
    Set<String> selected = new HashSet<>(names);
    selected.add("id");
    document.retain(selected);
    return document;
  }
}
