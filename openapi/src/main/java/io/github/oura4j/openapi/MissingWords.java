// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists what nobody has said a word about yet. */
final class MissingWords {
  private final Map<String, List<String>> missing = new TreeMap<>();

  private MissingWords() {}

  /** One notice for each kind of thing, and one line in it for each thing without a description. */
  static List<String> in(ObjectNode description) {
    MissingWords words = new MissingWords();
    Place root = Place.root(description);
    words.want("info", root.at("info"), "description", "Oura API");
    root.at("tags")
        .items()
        .forEach(tag -> words.want("tag", tag, "description", tag.at("name").text()));
    root.at("paths").members().forEach(path -> path.members().forEach(words::operation));
    root.at("components").at("schemas").members().forEach(words::schema);
    root.at("components").at("securitySchemes").members().forEach(words::securityScheme);
    return words.missing.entrySet().stream().map(MissingWords::notice).toList();
  }

  private static String notice(Map.Entry<String, List<String>> kind) {
    String lines = String.join("\n  ", kind.getValue());
    return "needs a word in overlay/words.yaml, " + kind.getKey() + ":\n  " + lines;
  }

  private void operation(Place operation) {
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
    for (Place answer : operation.at("responses").members()) {
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

  private void schema(Place schema) {
    want("schema", schema, "description", schema.key());
    properties(schema, schema.key());
  }

  private void properties(Place schema, String owner) {
    if (schema.has("properties")) {
      for (Place property : schema.at("properties").members()) {
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

  private void securityScheme(Place scheme) {
    want("security scheme", scheme, "description", scheme.key());
    if (scheme.has("flows")) {
      for (Place flow : scheme.at("flows").members()) {
        flow.at("scopes")
            .members()
            .forEach(scope -> want("scope", flow.at("scopes"), scope.key(), scope.key()));
      }
    }
  }

  private void want(String kind, Place owner, String word, String name) {
    if (owner.at(word).node().asText().isBlank()) {
      missing.computeIfAbsent(kind, any -> new ArrayList<>()).add(name);
    }
  }
}
