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
 * What was withdrawn and cannot stay beside what the export names now: both would have one name in
 * Java, and the name is the export's.
 *
 * @param entries what is not kept any more
 * @param told the same for people
 */
public record NameConflicts(List<RetiredElements.Entry> entries, List<String> told) {

  /** Takes all that out of a description. */
  public static NameConflicts in(ObjectNode description, RetiredElements withdrawn) {
    List<RetiredElements.Entry> entries = new ArrayList<>();
    List<String> told = new ArrayList<>();
    // Each that goes may leave others without what they refer to, or at odds with a third.
    for (Map<LocatedNode, String> goers = goers(description);
        !goers.isEmpty();
        goers = goers(description)) {
      goers.forEach(
          (goer, why) -> {
            withdrawn.entries().stream().filter(entry -> isOf(entry, goer)).forEach(entries::add);
            told.add("withdrawn.yaml: " + goer.pointer() + " is not kept any more: " + why);
          });
      goers.keySet().forEach(goer -> remove(goer, description));
    }
    return new NameConflicts(List.copyOf(entries), List.copyOf(told));
  }

  private static Map<LocatedNode, String> goers(ObjectNode description) {
    Set<JsonNode> kept = RetiredElements.nodesIn(description);
    Map<LocatedNode, String> goers = new LinkedHashMap<>();
    if (!kept.isEmpty()) {
      for (JavaNames.Clash clash : JavaNames.clashes(description)) {
        boolean laterGoes = kept.contains(clash.later().node());
        if (laterGoes != kept.contains(clash.earlier().node())) {
          LocatedNode goer = laterGoes ? clash.later() : clash.earlier();
          LocatedNode stayer = laterGoes ? clash.earlier() : clash.later();
          goers.putIfAbsent(
              whole(goer, description), stayer.pointer() + " has the same name in Java now");
        }
      }
      lost(LocatedNode.root(description), description, goers);
    }
    return goers;
  }

  /** Only what was withdrawn can refer to what went so. */
  private static void lost(
      LocatedNode place, ObjectNode description, Map<LocatedNode, String> goers) {
    if (place.at("$ref").node().isTextual()) {
      String target = place.at("$ref").text();
      if (description.at(target.substring(1)).isMissingNode()) {
        goers.putIfAbsent(whole(place, description), target + " is not kept either");
      }
    }
    if (place.node().isObject()) {
      place.members().forEach(member -> lost(member, description, goers));
    } else if (place.node().isArray()) {
      place.items().forEach(item -> lost(item, description, goers));
    }
  }

  /** The whole of what was withdrawn with a part of it. */
  private static LocatedNode whole(LocatedNode part, ObjectNode description) {
    LocatedNode whole = part;
    for (JsonPointer pointer = part.pointer(); pointer != null; pointer = pointer.head()) {
      JsonNode node = description.at(pointer);
      if (node.has("x-withdrawn-in")) {
        whole = new LocatedNode(node, pointer);
      }
    }
    return whole;
  }

  private static boolean isOf(RetiredElements.Entry entry, LocatedNode goer) {
    boolean isParameter =
        entry.place().equals(goer.pointer().head())
            && entry.was().has("in")
            && entry.was().path("in").equals(goer.node().path("in"))
            && entry.was().path("name").equals(goer.node().path("name"));
    return isParameter || entry.place().equals(goer.pointer());
  }

  private static void remove(LocatedNode goer, ObjectNode description) {
    JsonPointer owner = goer.pointer().head();
    if (description.at(owner) instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i).equals(goer.node())) {
          list.remove(i);
        }
      }
    } else if (description.at(owner) instanceof ObjectNode object) {
      object.remove(goer.key());
      boolean isPath = owner.head() != null && owner.head().toString().equals("/paths");
      // A path goes with its last operation.
      if (isPath && object.isEmpty()) {
        ((ObjectNode) description.get("paths")).remove(owner.last().getMatchingProperty());
      }
    }
  }
}
