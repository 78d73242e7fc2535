// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.overlay.PublicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The schemas that bear a name of their own in our description: objects with properties, and enums.
 */
final class NamedSchemas {
  private final Export export;
  private final PublicNames names;
  private final PageShape pages;
  private final Map<JsonPointer, String> namesByPlace = new HashMap<>();
  private final Map<String, JsonPointer> placesByName = new HashMap<>();
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

  /** The public name of a schema; the first to ask has it translated. */
  String name(LocatedNode schema, Function<LocatedNode, ObjectNode> translation) {
    String known = namesByPlace.get(schema.pointer());
    if (known != null) {
      return known;
    }
    String name =
        rowOf(schema)
            .map(row -> name(row, translation) + "Page")
            .orElseGet(() -> names.schema(schema.key()));
    JsonPointer other = placesByName.putIfAbsent(name, schema.pointer());
    if (other != null) {
      throw schema.refused(
          "would be called %s as %s is; give one another name under schemas in overlay/names.yaml"
              .formatted(name, other));
    }
    // Known by its name before it is translated, since a schema may hold itself.
    namesByPlace.put(schema.pointer(), name);
    translated.put(name, translation.apply(schema));
    return name;
  }

  /** What a page has rows of, unless the page has a name in our table. */
  private Optional<LocatedNode> rowOf(LocatedNode schema) {
    if (names.lists(schema.key())) {
      return Optional.empty();
    }
    return pages
        .rows(schema)
        .filter(rows -> rows.has("$ref"))
        .map(export::resolve)
        .filter(this::include);
  }

  /** All that were asked for so far, by their public names. */
  ObjectNode asNode() {
    return JsonNodeFactory.instance.objectNode().setAll(translated);
  }
}
