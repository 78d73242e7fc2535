// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the models that are part of requests, directly or nested.
 *
 * <p>It matters for compatibility: a new required property or a removed enum value breaks a program
 * only if the program sends it.
 */
final class RequestModels {
  private static final String MODELS = "#/components/schemas/";

  private final JsonNode models;
  private final Set<String> names = new HashSet<>();

  private RequestModels(JsonNode models) {
    this.models = models;
  }

  static Set<String> in(ObjectNode description) {
    RequestModels requestModels = new RequestModels(description.at("/components/schemas"));
    description.get("paths").findValues("requestBody").forEach(requestModels::collect);
    description.get("paths").findValues("parameters").forEach(requestModels::collect);
    return Set.copyOf(requestModels.names);
  }

  private void collect(JsonNode schema) {
    for (String reference : schema.findValuesAsText("$ref")) {
      String name = reference.substring(MODELS.length());
      if (names.add(name)) {
        collect(models.path(name));
      }
    }
  }
}
