// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.overlay.PublicNames;
import io.github.oura4j.openapi.rename.SchemaRenames.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Recognizes renamed aliases: schemas of Oura's that are only a name for a string with a format,
 * such as {@code ISODate}.
 *
 * <p>They have no shape to compare, and exports do not state their format. They are recognized by
 * use: all properties that refer to one had the same format in our previous description.
 */
final class AliasRenames {
  private static final String NO_FORMAT = "";

  private AliasRenames() {}

  static List<Match> find(PublicNames.Table names, ObjectNode description, Export export) {
    LocatedNode schemas = export.root().at("components").at("schemas");
    Map<String, String> missing = new TreeMap<>(names.aliases());
    schemas.members().forEach(schema -> missing.remove(schema.key()));
    Map<String, Set<String>> formats = formats(description.at("/components/schemas"));
    List<Match> matched = new ArrayList<>();
    for (LocatedNode schema : schemas.members()) {
      if (isPlainString(schema) && !names.aliases().containsKey(schema.key())) {
        Set<String> formatsBefore = new TreeSet<>();
        propertiesUsing(schema.key(), schemas.node())
            .forEach(
                property ->
                    formatsBefore.addAll(formats.getOrDefault(property, Set.of(NO_FORMAT))));
        missing.entrySet().stream()
            .filter(alias -> formatsBefore.equals(Set.of(alias.getValue())))
            .max(
                Comparator.comparingDouble(
                    alias -> NameSimilarity.of(alias.getKey(), schema.key())))
            .map(alias -> new Match(alias.getKey(), schema.key(), alias.getValue(), 1, 1))
            .ifPresent(
                match -> {
                  missing.remove(match.oldName());
                  matched.add(match);
                });
      }
    }
    return matched;
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
