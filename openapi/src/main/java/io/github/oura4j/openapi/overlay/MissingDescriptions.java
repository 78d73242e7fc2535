// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.overlay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists what nobody has said a word about yet. */
public final class MissingDescriptions {
  private final Map<String, List<String>> missing = new TreeMap<>();

  private MissingDescriptions() {}

  /** One notice for each kind of thing, and one line in it for each thing without a description. */
  public static List<String> in(ObjectNode description) {
    MissingDescriptions words = new MissingDescriptions();
    LocatedNode root = LocatedNode.root(description);
    words.want("info", root.at("info"), "description", "Oura API");
    root.at("tags")
        .items()
        .forEach(tag -> words.want("tag", tag, "description", tag.at("name").text()));
    root.at("paths").members().forEach(path -> path.members().forEach(words::operation));
    root.at("components").at("schemas").members().forEach(words::schema);
    root.at("components").at("securitySchemes").members().forEach(words::securityScheme);
    return words.missing.entrySet().stream().map(MissingDescriptions::notice).toList();
  }

  private static String notice(Map.Entry<String, List<String>> kind) {
    String lines = String.join("\n  ", kind.getValue());
    return "needs a word in overlay/descriptions.yaml, " + kind.getKey() + ":\n  " + lines;
  }

  private void operation(LocatedNode operation) {
    String name = operation.at("operationId").text();
    want("operation", operation, "summary", name + " (summary)");
    want("operation", operation, "description", name);
    if (operation.has("parameters")) {
      operation
          .at("parameters")
          .items()
          .forEach(
              one -> want("parameter", one, "description", name + " " + one.at("name").text()));
    }
    if (operation.has("requestBody")) {
      want("request body", operation.at("requestBody"), "description", name);
    }
    for (LocatedNode answer : operation.at("responses").members()) {
      want("answer", answer, "description", name + " " + answer.key());
      if (answer.has("headers")) {
        answer
            .at("headers")
            .members()
            .forEach(
                one ->
                    want(
                        "header", one, "description", name + " " + answer.key() + " " + one.key()));
      }
    }
  }

  private void schema(LocatedNode schema) {
    want("schema", schema, "description", schema.key());
    properties(schema, schema.key());
  }

  private void properties(LocatedNode schema, String owner) {
    if (schema.has("properties")) {
      for (LocatedNode property : schema.at("properties").members()) {
        String name = owner + "." + property.key();
        want("property", property, "description", name);
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
    want("security scheme", scheme, "description", scheme.key());
    if (scheme.has("flows")) {
      for (LocatedNode flow : scheme.at("flows").members()) {
        flow.at("scopes")
            .members()
            .forEach(scope -> want("scope", flow.at("scopes"), scope.key(), scope.key()));
      }
    }
  }

  private void want(String kind, LocatedNode owner, String word, String name) {
    if (owner.at(word).node().asText().isBlank()) {
      missing.computeIfAbsent(kind, any -> new ArrayList<>()).add(name);
    }
  }
}
