// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.overlay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists the elements of a description that have no description yet. */
public final class MissingDescriptions {
  private final Map<String, List<String>> missing = new TreeMap<>();

  private MissingDescriptions() {}

  /** Returns a notice for each kind of element, with a line for each element of that kind. */
  public static List<String> in(ObjectNode description) {
    MissingDescriptions all = new MissingDescriptions();
    LocatedNode root = LocatedNode.root(description);
    all.require("info", root.at("info"), "description", "Oura API");
    root.at("tags")
        .items()
        .forEach(tag -> all.require("tag", tag, "description", tag.at("name").text()));
    root.at("paths").members().forEach(path -> path.members().forEach(all::operation));
    root.at("components").at("schemas").members().forEach(all::schema);
    root.at("components").at("securitySchemes").members().forEach(all::securityScheme);
    return all.missing.entrySet().stream().map(MissingDescriptions::notice).toList();
  }

  private static String notice(Map.Entry<String, List<String>> kind) {
    String lines = String.join("\n  ", kind.getValue());
    return "needs a description in overlay/descriptions.yaml, " + kind.getKey() + ":\n  " + lines;
  }

  private void operation(LocatedNode operation) {
    String name = operation.at("operationId").text();
    require("operation", operation, "summary", name + " (summary)");
    require("operation", operation, "description", name);
    if (operation.has("parameters")) {
      operation
          .at("parameters")
          .items()
          .forEach(
              one -> require("parameter", one, "description", name + " " + one.at("name").text()));
    }
    if (operation.has("requestBody")) {
      require("request body", operation.at("requestBody"), "description", name);
    }
    for (LocatedNode response : operation.at("responses").members()) {
      require("response", response, "description", name + " " + response.key());
      if (response.has("headers")) {
        response
            .at("headers")
            .members()
            .forEach(
                one ->
                    require(
                        "header",
                        one,
                        "description",
                        name + " " + response.key() + " " + one.key()));
      }
    }
  }

  private void schema(LocatedNode schema) {
    require("schema", schema, "description", schema.key());
    properties(schema, schema.key());
  }

  private void properties(LocatedNode schema, String owner) {
    if (schema.has("properties")) {
      for (LocatedNode property : schema.at("properties").members()) {
        String name = owner + "." + property.key();
        require("property", property, "description", name);
        properties(property, name);
      }
    }
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.has(inner)) {
        properties(schema.at(inner), owner + "." + inner);
      }
    }
  }

  private void securityScheme(LocatedNode scheme) {
    require("security scheme", scheme, "description", scheme.key());
    if (scheme.has("flows")) {
      for (LocatedNode flow : scheme.at("flows").members()) {
        flow.at("scopes")
            .members()
            .forEach(scope -> require("scope", flow.at("scopes"), scope.key(), scope.key()));
      }
    }
  }

  private void require(String kind, LocatedNode node, String keyword, String name) {
    if (node.at(keyword).node().asText().isBlank()) {
      missing.computeIfAbsent(kind, any -> new ArrayList<>()).add(name);
    }
  }
}
