// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sets our descriptions and value ranges on the elements of a description.
 *
 * <p>Only existing elements can be described, and nothing is created: when an element disappears
 * from the export, its description is reported and does not bring the element back.
 */
final class Descriptions {
  /** The only members that a description may set; everything else would change a fact. */
  private static final Set<String> KEYWORDS =
      Keywords.set("description summary minimum maximum exclusiveMinimum exclusiveMaximum");

  private Descriptions() {}

  /**
   * Sets descriptions on a node and the nodes inside it.
   *
   * @param unmatched receives the location, in the overlay's update, of each one that matches
   *     nothing
   */
  static void apply(JsonNode node, LocatedNode descriptions, Consumer<String> unmatched) {
    for (LocatedNode description : descriptions.members()) {
      if (!isApplied(node, description, unmatched)) {
        unmatched.accept(description.pointer().toString());
      }
    }
  }

  private static boolean isApplied(
      JsonNode node, LocatedNode description, Consumer<String> unmatched) {
    String key = description.key();
    if (description.node().isObject()) {
      JsonNode child = node.path(key);
      if (child.isObject()) {
        apply(child, description, unmatched);
      }
      return child.isObject();
    }
    boolean isValue = description.node().isValueNode() && node instanceof ObjectNode;
    if (isValue && (KEYWORDS.contains(key) || isEmptyText(node.path(key)))) {
      ((ObjectNode) node).set(key, description.node());
      return true;
    }
    return false;
  }

  /**
   * The text of an OAuth scope is a member whose key is the name of the scope, so no list of
   * keywords can contain it. The translation leaves these texts empty.
   */
  private static boolean isEmptyText(JsonNode text) {
    return text.isTextual() && text.textValue().isEmpty();
  }
}
