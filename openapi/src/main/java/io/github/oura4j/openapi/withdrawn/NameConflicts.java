// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.withdrawn;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.java.JavaNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resolves conflicts between a retired element and an element of the export that would have the
 * same name in Java, such as {@code it} and {@code IT}.
 *
 * <p>The name belongs to the export, so the retired element is dropped.
 *
 * @param dropped the entries of the elements that are no longer kept
 * @param notices a message for each of them
 */
public record NameConflicts(List<RetiredElements.Entry> dropped, List<String> notices) {

  /** Removes the conflicting retired elements from a description. */
  public static NameConflicts resolve(ObjectNode description, RetiredElements retired) {
    List<RetiredElements.Entry> dropped = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    // Dropping a model leaves dangling references in other retired elements, and may reveal another
    // conflict: repeat until there is none.
    for (Map<LocatedNode, String> conflicts = find(description);
        !conflicts.isEmpty();
        conflicts = find(description)) {
      conflicts.forEach(
          (node, reason) -> {
            retired.entries().stream().filter(entry -> isOf(entry, node)).forEach(dropped::add);
            notices.add("withdrawn.yaml: " + node.pointer() + " is no longer kept: " + reason);
          });
      conflicts.keySet().forEach(node -> remove(node, description));
    }
    return new NameConflicts(List.copyOf(dropped), List.copyOf(notices));
  }

  /** Returns the retired nodes to drop now, each with the reason. */
  private static Map<LocatedNode, String> find(ObjectNode description) {
    Set<JsonNode> retired = RetiredElements.nodesIn(description);
    Map<LocatedNode, String> conflicts = new LinkedHashMap<>();
    if (!retired.isEmpty()) {
      for (JavaNames.Clash clash : JavaNames.clashes(description)) {
        boolean isLaterRetired = retired.contains(clash.later().node());
        // Two elements of the export that clash are an error, which JavaNames.check() reports.
        if (isLaterRetired != retired.contains(clash.earlier().node())) {
          LocatedNode loser = isLaterRetired ? clash.later() : clash.earlier();
          LocatedNode winner = isLaterRetired ? clash.earlier() : clash.later();
          conflicts.putIfAbsent(
              retiredElement(loser, description),
              winner.pointer() + " now has the same name in Java");
        }
      }
      findDanglingReferences(LocatedNode.root(description), description, conflicts);
    }
    return conflicts;
  }

  /**
   * Adds the elements that refer to a schema that no longer exists. Only retired elements can: the
   * references of the export have been resolved before.
   */
  private static void findDanglingReferences(
      LocatedNode node, ObjectNode description, Map<LocatedNode, String> conflicts) {
    if (node.at("$ref").node().isTextual()) {
      String target = node.at("$ref").text();
      if (description.at(target.substring(1)).isMissingNode()) {
        conflicts.putIfAbsent(
            retiredElement(node, description), target + " is no longer kept either");
      }
    }
    if (node.node().isObject()) {
      node.members().forEach(member -> findDanglingReferences(member, description, conflicts));
    } else if (node.node().isArray()) {
      node.items().forEach(item -> findDanglingReferences(item, description, conflicts));
    }
  }

  /** Returns the outermost retired element that contains a node: it is dropped as a whole. */
  private static LocatedNode retiredElement(LocatedNode part, ObjectNode description) {
    LocatedNode outermost = part;
    for (JsonPointer pointer = part.pointer(); pointer != null; pointer = pointer.head()) {
      LocatedNode node = LocatedNode.root(description).at(pointer);
      if (node.has("x-withdrawn-in")) {
        outermost = node;
      }
    }
    return outermost;
  }

  private static boolean isOf(RetiredElements.Entry entry, LocatedNode node) {
    boolean isParameter =
        entry.location().equals(node.pointer().head())
            && entry.content().has("in")
            && entry.content().path("in").equals(node.node().path("in"))
            && entry.content().path("name").equals(node.node().path("name"));
    return isParameter || entry.location().equals(node.pointer());
  }

  private static void remove(LocatedNode node, ObjectNode description) {
    JsonPointer parent = node.pointer().head();
    if (description.at(parent) instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i).equals(node.node())) {
          list.remove(i);
        }
      }
    } else if (description.at(parent) instanceof ObjectNode object) {
      object.remove(node.key());
      boolean isPath = parent.head() != null && parent.head().toString().equals("/paths");
      // A path item without an operation is of no use.
      if (isPath && object.isEmpty()) {
        ((ObjectNode) description.get("paths")).remove(parent.last().getMatchingProperty());
      }
    }
  }
}
