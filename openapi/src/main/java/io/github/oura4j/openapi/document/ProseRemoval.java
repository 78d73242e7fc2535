// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Removes prose and the extensions for the templates from a part of our description; the facts
 * remain.
 */
public final class ProseRemoval {
  /** Extensions of ours that state facts of an export. */
  private static final Set<String> FACTS = Set.of("x-page-of", "x-in-sandbox");

  private ProseRemoval() {}

  public static JsonNode from(JsonNode node) {
    return value(node, false);
  }

  private static JsonNode value(JsonNode value, boolean areNames) {
    if (value.isObject()) {
      ObjectNode facts = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(
              member -> {
                String key = member.getKey();
                if (areNames || FACTS.contains(key) || !Keywords.isProse(key)) {
                  facts.set(key, value(member.getValue(), !areNames && Keywords.holdsNames(key)));
                }
              });
      return facts;
    }
    if (value.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> items.add(value(item, false)));
      return items;
    }
    return value;
  }
}
