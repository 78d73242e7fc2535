// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import io.github.oura4j.openapi.overlay.PublicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schemas of an export whose derived name another schema already has. All of them are found at
 * once, so that a maintainer can decide about them at once.
 *
 * @param questions one for each schema that no other question is about
 * @param provisional for each such schema a name that nothing else has
 */
record TakenNames(List<String> questions, Map<String, String> provisional) {

  /**
   * Finds the taken names.
   *
   * @param unnamed the schemas of the export that have no name in our table, and match none
   */
  static TakenNames among(Set<String> unnamed, PublicNames.Table names, SchemaMatching matching) {
    Map<String, String> owners = new TreeMap<>();
    names.schemas().forEach((ouraName, publicName) -> owners.put(lowercase(publicName), ouraName));
    matching.matched().forEach(match -> owners.put(lowercase(match.publicName()), match.newName()));
    List<String> questions = new ArrayList<>();
    Map<String, String> provisional = new TreeMap<>();
    for (String schema : unnamed) {
      String derived = PublicNames.derived(schema);
      String owner = owners.putIfAbsent(lowercase(derived), schema);
      if (owner != null) {
        provisional.put(schema, "Unresolved" + schema.replaceAll("[^A-Za-z0-9]", ""));
        String location = location(schema);
        if (matching.questions().stream().noneMatch(one -> one.startsWith(location))) {
          questions.add(question(location, schema, derived, owner));
        }
      }
    }
    return new TakenNames(List.copyOf(questions), Map.copyOf(provisional));
  }

  private static String lowercase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String location(String schema) {
    return "/components/schemas/" + schema + ": ";
  }

  private static String question(String location, String schema, String derived, String owner) {
    return "%swould be called %s, like /components/schemas/%s; add '%s' to schemas in overlay/names.yaml, with another name"
        .formatted(location, derived, owner, schema);
  }
}
