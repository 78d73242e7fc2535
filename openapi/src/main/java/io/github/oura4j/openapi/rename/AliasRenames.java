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
 * Finds the other names for texts, such as that for dates, where they have other names in a new
 * export. They have no shape of their own: what tells them is that the properties that refer to one
 * had one format before.
 */
final class AliasRenames {
  private static final String NO_FORMAT = "";

  private AliasRenames() {}

  static List<Match> find(PublicNames.Table names, ObjectNode description, Export export) {
    LocatedNode theirs = export.root().at("components").at("schemas");
    Map<String, String> gone = new TreeMap<>(names.aliases());
    theirs.members().forEach(schema -> gone.remove(schema.key()));
    Map<String, Set<String>> formats = formats(description.at("/components/schemas"));
    List<Match> matched = new ArrayList<>();
    for (LocatedNode schema : theirs.members()) {
      if (isBareText(schema) && !names.aliases().containsKey(schema.key())) {
        Set<String> before = new TreeSet<>();
        usersOf(schema.key(), theirs.node())
            .forEach(user -> before.addAll(formats.getOrDefault(user, Set.of(NO_FORMAT))));
        gone.entrySet().stream()
            .filter(alias -> before.equals(Set.of(alias.getValue())))
            .max(
                Comparator.comparingDouble(
                    alias -> NameSimilarity.of(alias.getKey(), schema.key())))
            .map(alias -> new Match(alias.getKey(), schema.key(), alias.getValue(), 1, 1))
            .ifPresent(
                match -> {
                  gone.remove(match.was());
                  matched.add(match);
                });
      }
    }
    return matched;
  }

  private static boolean isBareText(LocatedNode schema) {
    return schema.at("type").node().asText().equals("string")
        && !schema.has("enum")
        && !schema.has("const")
        && !schema.has("format");
  }

  /** The formats of all properties of a name. */
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

  /** The names of the properties that refer to a schema. */
  private static Set<String> usersOf(String name, JsonNode schemas) {
    Set<String> users = new TreeSet<>();
    for (JsonNode schema : schemas) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        if (property.getValue().findValuesAsText("$ref").contains("#/components/schemas/" + name)) {
          users.add(property.getKey());
        }
      }
    }
    return users;
  }
}
