// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.openapi.compare.TypeSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The shape of a schema: what it looks like apart from its name.
 *
 * @param parts the names of its properties, and its enum values
 * @param features its parts, the types of its properties, and names one level deeper
 * @param uses the operations that use it
 */
record SchemaShape(Set<String> parts, Set<String> features, Set<String> uses) {
  /** From this share on of the parts of the smaller shape, two shapes can be the same schema. */
  private static final double FITTING = 0.5;

  /**
   * Returns the shapes of schemas that are in our form.
   *
   * @param paths the operations that use them
   */
  static Map<String, SchemaShape> of(JsonNode schemas, JsonNode paths) {
    Map<String, Set<String>> uses = uses(paths);
    Map<String, SchemaShape> shapes = new TreeMap<>();
    for (var schema : schemas.properties()) {
      shapes.put(
          schema.getKey(),
          new SchemaShape(
              parts(schema.getValue()),
              features(schema.getValue(), schemas),
              Set.copyOf(uses.getOrDefault(schema.getKey(), Set.of()))));
    }
    return shapes;
  }

  private static Map<String, Set<String>> uses(JsonNode paths) {
    Map<String, Set<String>> uses = new HashMap<>();
    for (JsonNode path : paths) {
      for (JsonNode operation : path) {
        List<String> used = new ArrayList<>(operation.findValuesAsText("$ref"));
        used.addAll(operation.findValuesAsText("x-page-of"));
        for (String one : used) {
          uses.computeIfAbsent(nameIn(one), any -> new HashSet<>())
              .add(operation.path("operationId").asText());
        }
      }
    }
    return uses;
  }

  private static String nameIn(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static Set<String> parts(JsonNode schema) {
    Set<String> parts = new HashSet<>();
    values(schema, "", parts);
    schema.path("properties").fieldNames().forEachRemaining(parts::add);
    return Set.copyOf(parts);
  }

  private static Set<String> features(JsonNode schema, JsonNode schemas) {
    Set<String> features = new HashSet<>();
    values(schema, "", features);
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      features.add(name);
      String reference = reference(property.getValue());
      if (reference.isEmpty()) {
        features.add(name + ":" + TypeSummary.schema(property.getValue()));
      } else {
        JsonNode inner = schemas.path(nameIn(reference));
        values(inner, name, features);
        inner
            .path("properties")
            .fieldNames()
            .forEachRemaining(one -> features.add(name + "/" + one));
      }
    }
    return Set.copyOf(features);
  }

  private static void values(JsonNode schema, String owner, Set<String> features) {
    schema.path("enum").forEach(value -> features.add(owner + "=" + value.asText()));
  }

  private static String reference(JsonNode schema) {
    // Also inside `anyOf` with null and the items of a list.
    return schema.findValuesAsText("$ref").stream().findFirst().orElse("");
  }

  /** Returns how similar two shapes are, from 0 to 1. */
  double similarity(SchemaShape other) {
    return jaccard(features, other.features);
  }

  /**
   * Returns whether two schemas with the same name can be the same one: at least half of the
   * smaller one is also in the other. Schemas grow, so an older one can be much smaller.
   */
  boolean fits(SchemaShape other) {
    Set<String> common = new HashSet<>(parts);
    common.retainAll(other.parts);
    int smaller = Math.min(parts.size(), other.parts.size());
    return smaller == 0 ? parts.equals(other.parts) : (double) common.size() / smaller >= FITTING;
  }

  /** Returns how far two schemas are used by the same operations, from 0 to 1. */
  double usageSimilarity(SchemaShape other) {
    return jaccard(uses, other.uses);
  }

  /**
   * Returns the Jaccard index of two sets: the size of their intersection divided by that of their
   * union.
   */
  static double jaccard(Set<String> one, Set<String> other) {
    Set<String> common = new HashSet<>(one);
    common.retainAll(other);
    int all = one.size() + other.size() - common.size();
    return all == 0 ? 0 : (double) common.size() / all;
  }
}
