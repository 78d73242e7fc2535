// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Merges alternatives into one schema where Java can represent all of them by one type. */
final class Alternatives {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> TYPE_ORDER =
      List.of("string", "number", "integer", "boolean", "object", "array");

  private Alternatives() {}

  static ObjectNode merge(Set<ObjectNode> kinds, LocatedNode union) {
    if (kinds.size() == 1) {
      return kinds.iterator().next();
    }
    if (!kinds.isEmpty() && kinds.stream().allMatch(Alternatives::isDateOrTime)) {
      return NODES.objectNode().put("type", "string").put("format", "date");
    }
    if (!kinds.isEmpty() && kinds.stream().allMatch(Alternatives::isScalar)) {
      return NODES
          .objectNode()
          .set("type", types(kinds.stream().map(kind -> kind.get("type").textValue()).toList()));
    }
    throw union.invalid(
        "these alternatives cannot be represented as one type; add support for them to the import, or keep only one of them in a copy of the export");
  }

  /**
   * Returns one type, or a list of types in a fixed order, so that the order in the export is
   * irrelevant.
   */
  static JsonNode types(Collection<String> types) {
    Set<String> ordered = new TreeSet<>(Comparator.comparingInt(TYPE_ORDER::indexOf));
    ordered.addAll(types);
    if (ordered.contains("number")) {
      ordered.remove("integer");
    }
    ArrayNode list = NODES.arrayNode();
    ordered.forEach(list::add);
    return list.size() == 1 ? list.get(0) : list;
  }

  /**
   * A day that may be given as a date or as a timestamp becomes a date, because that is its
   * meaning.
   */
  private static boolean isDateOrTime(ObjectNode kind) {
    return isScalar(kind) && kind.path("format").asText().matches("date|date-time");
  }

  private static boolean isScalar(ObjectNode kind) {
    int facts = kind.has("format") ? 2 : 1;
    return kind.size() == facts
        && kind.path("type").isTextual()
        && !kind.path("type").asText().matches("object|array");
  }
}
