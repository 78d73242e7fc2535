// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Summarizes the type of a schema in a few words: two schemas have different summaries if their
 * Java types differ.
 */
public final class TypeSummary {
  private TypeSummary() {}

  /**
   * Returns for example {@code string(date)} or {@code list of SleepPeriod}.
   *
   * <p>Nullability is left out, because a property of a model is nullable in Java in any case.
   */
  public static String schema(JsonNode schema) {
    if (schema.has("$ref")) {
      return modelName(schema.get("$ref").asText());
    }
    for (JsonNode alternative : schema.path("anyOf")) {
      if (!alternative.path("type").asText().equals("null")) {
        return schema(alternative);
      }
    }
    List<String> types = new ArrayList<>();
    if (schema.path("type").isArray()) {
      schema.path("type").forEach(type -> types.add(type.asText()));
    } else {
      types.add(schema.path("type").asText("anything"));
    }
    types.remove("null");
    String type = String.join(" or ", types);
    if (schema.has("enum")) {
      return "enum of " + type;
    }
    if (type.equals("array")) {
      return "list of " + schema(schema.path("items"));
    }
    if (schema.has("properties")) {
      return "object with properties";
    }
    if (schema.path("additionalProperties").isObject()) {
      return "map of " + schema(schema.path("additionalProperties"));
    }
    return schema.has("format") ? type + "(" + schema.get("format").asText() + ")" : type;
  }

  /** Returns the types of a request or response body, one for each media type. */
  static List<String> contents(JsonNode content) {
    List<String> types = new ArrayList<>();
    content
        .properties()
        .forEach(
            media -> types.add(media.getKey() + " " + schema(media.getValue().path("schema"))));
    return List.copyOf(types);
  }

  private static String modelName(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
