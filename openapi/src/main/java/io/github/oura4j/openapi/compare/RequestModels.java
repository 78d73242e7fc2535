// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** The models that requests send: what they refer to, however far down. */
final class RequestModels {
  private static final String MODELS = "#/components/schemas/";

  private final JsonNode models;
  private final Set<String> names = new HashSet<>();

  private RequestModels(JsonNode models) {
    this.models = models;
  }

  static Set<String> in(ObjectNode description) {
    RequestModels sent = new RequestModels(description.at("/components/schemas"));
    description.get("paths").findValues("requestBody").forEach(sent::collect);
    description.get("paths").findValues("parameters").forEach(sent::collect);
    return Set.copyOf(sent.names);
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
