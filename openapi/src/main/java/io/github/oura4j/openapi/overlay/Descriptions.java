// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says our words about what is there: leaves on existing objects, so that a word outlives nothing
 * it was said about.
 */
final class Descriptions {
  private static final Set<String> LEAVES =
      Keywords.set("description summary minimum maximum exclusiveMinimum exclusiveMaximum");

  private Descriptions() {}

  /** Sets the words on a node and tells the way to each that finds no place. */
  static void say(JsonNode node, LocatedNode words, Consumer<String> lost) {
    for (LocatedNode word : words.members()) {
      if (!said(node, word, lost)) {
        lost.accept(word.pointer().toString());
      }
    }
  }

  private static boolean said(JsonNode node, LocatedNode word, Consumer<String> lost) {
    if (word.node().isObject()) {
      JsonNode inner = node.path(word.key());
      if (inner.isObject()) {
        say(inner, word, lost);
      }
      return inner.isObject();
    }
    boolean isLeaf = word.node().isValueNode() && node instanceof ObjectNode;
    if (isLeaf && (LEAVES.contains(word.key()) || awaitsWord(node.path(word.key())))) {
      ((ObjectNode) node).set(word.key(), word.node());
      return true;
    }
    return false;
  }

  /** Such as the text of a scope, whose name is a key. */
  private static boolean awaitsWord(JsonNode text) {
    return text.isTextual() && text.textValue().isEmpty();
  }
}
