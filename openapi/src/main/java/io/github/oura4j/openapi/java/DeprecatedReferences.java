// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Copies {@code deprecated} from a nullable reference to the reference inside it.
 *
 * <p>In {@code anyOf: [{$ref: ...}, {type: 'null'}]}, the generator ignores the siblings of {@code
 * anyOf} and reads those of {@code $ref}.
 */
public final class DeprecatedReferences {
  private static final List<String> MARKS = List.of("deprecated", "x-withdrawn-in");

  private DeprecatedReferences() {}

  /** Copies the marks in a whole description. */
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
