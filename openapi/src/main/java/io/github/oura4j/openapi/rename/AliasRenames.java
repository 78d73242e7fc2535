// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.overlay.PublicNames;
import io.github.oura4j.openapi.rename.SchemaRenames.Match;
import io.github.oura4j.openapi.rename.SchemaRenames.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Recognizes aliases that our table lacks: schemas of Oura's that are only a name for a string with
 * a format, such as {@code ISODate}.
 *
 * <p>They have no shape to compare, and exports do not state their format. They are recognized by
 * use: all properties that refer to one had the same format in our previous description.
 *
 * @param matched the aliases that take the place of one that the export lacks
 * @param added the others, with their formats
 */
record AliasRenames(List<Match> matched, Map<String, String> added) {
  private static final String NO_FORMAT = "";

  static AliasRenames find(PublicNames.Table names, ObjectNode description, Export export) {
    LocatedNode schemas = export.root().at("components").at("schemas");
    Map<String, String> missing = new TreeMap<>(names.aliases());
    schemas.members().forEach(schema -> missing.remove(schema.key()));
    Map<String, Set<String>> formats = formats(description.at("/components/schemas"));
    List<Match> matched = new ArrayList<>();
    Map<String, String> added = new TreeMap<>();
    for (LocatedNode schema : schemas.members()) {
      if (isPlainString(schema) && !names.allAliases().containsKey(schema.key())) {
        Optional<String> format =
            onlyFormat(schema.key(), schemas, formats).filter(names.aliases()::containsValue);
        Optional<Match> match = format.flatMap(one -> match(schema.key(), one, missing));
        match.ifPresent(matched::add);
        match.ifPresent(one -> missing.remove(one.oldName()));
        if (match.isEmpty()) {
          format.ifPresent(one -> added.put(schema.key(), one));
        }
      }
    }
    return new AliasRenames(List.copyOf(matched), Map.copyOf(added));
  }

  /** Returns the format that all properties had before which now refer to a schema. */
  private static Optional<String> onlyFormat(
      String schema, LocatedNode schemas, Map<String, Set<String>> formats) {
    Set<String> before = new TreeSet<>();
    propertiesUsing(schema, schemas.node())
        .forEach(property -> before.addAll(formats.getOrDefault(property, Set.of(NO_FORMAT))));
    return before.size() == 1 ? before.stream().findFirst() : Optional.empty();
  }

  private static Optional<Match> match(String schema, String format, Map<String, String> missing) {
    return missing.entrySet().stream()
        .filter(alias -> alias.getValue().equals(format))
        .max(Comparator.comparingDouble(alias -> NameSimilarity.of(alias.getKey(), schema)))
        .map(alias -> new Match(alias.getKey(), schema, format, Reason.SAME_USE, null));
  }

  private static boolean isPlainString(LocatedNode schema) {
    return schema.at("type").node().asText().equals("string")
        && !schema.has("enum")
        && !schema.has("const")
        && !schema.has("format");
  }

  /** Returns the formats that properties of a name have, in any schema. */
  private static Map<String, Set<String>> formats(JsonNode schemas) {
    Map<String, Set<String>> formats = new TreeMap<>();
    for (JsonNode schema : schemas) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        formats
            .computeIfAbsent(property.getKey(), any -> new TreeSet<>())
            .add(property.getValue().path("format").asText());
      }
    }
    return formats;
  }

  /** Returns the names of the properties that refer to a schema. */
  private static Set<String> propertiesUsing(String name, JsonNode schemas) {
    Set<String> properties = new TreeSet<>();
    for (JsonNode schema : schemas) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        if (property.getValue().findValuesAsText("$ref").contains("#/components/schemas/" + name)) {
          properties.add(property.getKey());
        }
      }
    }
    return properties;
  }
}
