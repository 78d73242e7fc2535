// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.overlay.PublicNames;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The schemas that have a name of their own in our description: objects with properties, and enums.
 */
final class NamedSchemas {
  private final Export export;
  private final PublicNames names;
  private final PageShape pages;
  private final Map<JsonPointer, String> namesByLocation = new HashMap<>();
  private final Map<String, JsonPointer> locationsByName = new HashMap<>();
  private final Queue<LocatedNode> waiting = new ArrayDeque<>();
  private final Map<String, ObjectNode> translated = new TreeMap<>();

  NamedSchemas(Export export, PublicNames names) {
    this.export = export;
    this.names = names;
    this.pages = new PageShape(export);
  }

  boolean include(LocatedNode schema) {
    boolean hasShape =
        schema.has("properties")
            || schema.has("enum")
            || schema.has("const")
            || schema.at("allOf").node().size() > 1;
    return hasShape && export.isNamedSchema(schema);
  }

  /**
   * Returns the public name of a schema, which has to be translated when its name is first needed.
   * What nothing refers to is therefore never translated.
   */
  String name(LocatedNode schema) {
    String known = namesByLocation.get(schema.pointer());
    if (known != null) {
      return known;
    }
    String name =
        rowOf(schema).map(row -> name(row) + "Page").orElseGet(() -> names.schema(schema.key()));
    JsonPointer other = locationsByName.putIfAbsent(name, schema.pointer());
    if (other != null) {
      throw schema.invalid(
          "would be called %s, like %s; give one of them another name under schemas in overlay/names.yaml"
              .formatted(name, other));
    }
    namesByLocation.put(schema.pointer(), name);
    waiting.add(schema);
    return name;
  }

  /**
   * Returns the row schema of a page, whose name plus {@code Page} becomes the name of the page. A
   * page that our table names is treated like any other schema.
   */
  private Optional<LocatedNode> rowOf(LocatedNode schema) {
    if (names.hasName(schema.key())) {
      return Optional.empty();
    }
    return pages
        .rows(schema)
        .filter(rows -> rows.has("$ref"))
        .map(export::resolve)
        .filter(this::include)
        // The name of a page of pages would be as long as its nesting is deep.
        .filter(rows -> pages.rows(rows).isEmpty());
  }

  /**
   * Translates all schemas that were referred to so far, and those that they refer to in turn. One
   * after the other, because schemas may refer to themselves, and chains of them may be long.
   *
   * @return the schemas by their public names
   */
  ObjectNode translate(Function<LocatedNode, ObjectNode> translation) {
    while (!waiting.isEmpty()) {
      LocatedNode schema = waiting.remove();
      translated.put(name(schema), translation.apply(schema));
    }
    return JsonNodeFactory.instance.objectNode().setAll(translated);
  }
}
