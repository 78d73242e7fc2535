// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Repeats on the reference that something is deprecated: where a reference may be null, the
 * generator sees what stands beside the reference itself, and nothing around the two alternatives.
 */
public final class DeprecatedReferences {
  private static final List<String> MARKS = List.of("deprecated", "x-withdrawn-in");

  private DeprecatedReferences() {}

  /** Goes through a whole description. */
  public static void mark(JsonNode node) {
    for (JsonNode alternative : node.path("anyOf")) {
      if (alternative instanceof ObjectNode reference && reference.has("$ref")) {
        for (String mark : MARKS) {
          if (node.has(mark)) {
            reference.set(mark, node.get(mark));
          }
        }
      }
    }
    node.forEach(DeprecatedReferences::mark);
  }
}
