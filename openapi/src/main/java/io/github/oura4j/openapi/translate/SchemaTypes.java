// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the type, the enum values and the nullability of a single schema, in all notations of
 * OpenAPI 3.0 and 3.1.
 */
final class SchemaTypes {
  private static final Set<String> TYPES =
      Keywords.set("string number integer boolean object array");

  private SchemaTypes() {}

  static boolean admitsNull(LocatedNode schema) {
    return schema.at("nullable").node().booleanValue()
        || contains(schema.at("type").node(), JsonNodeFactory.instance.textNode("null"))
        || contains(schema.at("enum").node(), JsonNodeFactory.instance.nullNode());
  }

  static boolean isNull(LocatedNode schema) {
    return schema.at("type").node().asText().equals("null");
  }

  /** Sets the type and the enum values in our notation, both without null. */
  static void setTypeAndValues(ObjectNode ours, LocatedNode schema) {
    if (schema.has("enum") || schema.has("const")) {
      ours.set("enum", values(schema));
    }
    if (schema.has("type")) {
      ours.set("type", type(schema.at("type")));
    } else if (schema.has("properties")) {
      ours.put("type", "object");
    } else if (schema.has("items")) {
      ours.put("type", "array");
    } else if (ours.path("enum").path(0).isTextual()) {
      ours.put("type", "string");
    }
  }

  private static ArrayNode values(LocatedNode schema) {
    List<LocatedNode> given =
        schema.has("const") ? List.of(schema.at("const")) : schema.at("enum").items();
    Set<JsonNode> values = new LinkedHashSet<>();
    for (LocatedNode value : given) {
      if (value.node().isContainerNode()) {
        throw value.invalid("a list or an object as an enum value is not supported");
      }
      if (!value.node().isNull()) {
        values.add(value.node());
      }
    }
    return JsonNodeFactory.instance.arrayNode().addAll(values);
  }

  private static JsonNode type(LocatedNode type) {
    List<String> types = new ArrayList<>();
    for (LocatedNode one : type.node().isArray() ? type.items() : List.of(type)) {
      if (TYPES.contains(one.text())) {
        types.add(one.text());
      } else if (!one.text().equals("null")) {
        throw one.invalid("'" + one.text() + "' is not a type");
      }
    }
    if (types.isEmpty()) {
      throw type.invalid("a type that allows only null is not supported");
    }
    return Alternatives.types(types);
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode item : list) {
      if (item.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
