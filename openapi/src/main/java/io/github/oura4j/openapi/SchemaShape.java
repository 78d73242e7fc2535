// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * What a schema looks like whatever it is called: the names and types of its properties, one level
 * into what they refer to, or the values of an enum.
 */
record SchemaShape(Set<String> features) {

  /**
   * Reads the shape of a schema in our form.
   *
   * @param schemas answers the schema that a reference names
   */
  static SchemaShape of(JsonNode schema, Function<String, JsonNode> schemas) {
    Set<String> features = new HashSet<>();
    values(schema, "", features);
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      features.add(name);
      String reference = reference(property.getValue());
      if (reference.isEmpty()) {
        features.add(name + ":" + TypeOf.schema(property.getValue()));
      } else {
        JsonNode inner = schemas.apply(reference.substring(reference.lastIndexOf('/') + 1));
        values(inner, name, features);
        inner
            .path("properties")
            .fieldNames()
            .forEachRemaining(one -> features.add(name + "/" + one));
      }
    }
    return new SchemaShape(Set.copyOf(features));
  }

  private static void values(JsonNode schema, String owner, Set<String> features) {
    schema.path("enum").forEach(value -> features.add(owner + "=" + value.asText()));
  }

  private static String reference(JsonNode schema) {
    // Also inside `anyOf` with null and the items of a list.
    return schema.findValuesAsText("$ref").stream().findFirst().orElse("");
  }

  /** How much of both is common to both (Jaccard), from 0 to 1. */
  double likeness(SchemaShape other) {
    Set<String> common = new HashSet<>(features);
    common.retainAll(other.features);
    int all = features.size() + other.features.size() - common.size();
    return all == 0 ? 0 : (double) common.size() / all;
  }
}
