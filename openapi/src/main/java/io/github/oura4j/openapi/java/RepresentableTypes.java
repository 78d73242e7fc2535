// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that Java has a type for each schema.
 *
 * <p>The generator never rejects a schema. Of several types, for example, it makes an empty class
 * that no value can be read into, and of a string with the properties of an object a map. Such
 * schemas come from an export, or from a correction that changes a type and leaves something of the
 * old type behind.
 */
public final class RepresentableTypes {
  private static final String FILE = "overlay/corrections.yaml";
  private static final Set<String> TYPES =
      Keywords.set("string number integer boolean object array");

  /** The ways to state a type, of which a schema has one. */
  private static final List<String> NOTATIONS = List.of("$ref", "anyOf", "type");

  /** What the import translates into the notations above. */
  private static final List<String> FOREIGN_NOTATIONS = List.of("oneOf", "allOf", "not", "const");

  /** Keywords that only one type has. */
  private static final Map<String, String> TYPE_OF_KEYWORD =
      Map.of(
          "properties", "object",
          "additionalProperties", "object",
          "items", "array",
          "enum", "string");

  private RepresentableTypes() {}

  /** Checks a whole description, except models that are omitted from the generated code. */
  public static void check(ObjectNode description) {
    LocatedNode root = LocatedNode.root(description);
    for (LocatedNode schema : root.at("components").at("schemas").members()) {
      if (!OmittedModels.isOmitted(schema.key())) {
        checkSchema(schema);
      }
    }
    for (LocatedNode path : root.at("paths").members()) {
      path.members().forEach(RepresentableTypes::checkOperation);
    }
  }

  private static void checkOperation(LocatedNode operation) {
    if (operation.has("parameters")) {
      operation.at("parameters").items().forEach(parameter -> checkSchema(parameter.at("schema")));
    }
    checkContent(operation.at("requestBody"));
    operation.at("responses").members().forEach(RepresentableTypes::checkContent);
  }

  private static void checkContent(LocatedNode body) {
    if (body.has("content")) {
      body.at("content").members().forEach(media -> checkSchema(media.at("schema")));
    }
  }

  private static void checkSchema(LocatedNode schema) {
    if (!schema.node().isObject()) {
      return;
    }
    requireOneNotation(schema);
    if (schema.has("anyOf")) {
      checkAlternatives(schema.at("anyOf"));
    } else if (!schema.has("$ref")) {
      String type = schema.has("type") ? type(schema.at("type")) : "";
      requireKeywordsOf(type, schema);
      checkParts(schema);
    }
  }

  private static void requireOneNotation(LocatedNode schema) {
    for (String keyword : FOREIGN_NOTATIONS) {
      if (schema.has(keyword)) {
        throw schema.invalid(
            "'%s' is not supported in a description; state the type by 'type', '$ref' or 'anyOf' in %s"
                .formatted(keyword, FILE));
      }
    }
    List<String> present = NOTATIONS.stream().filter(schema::has).toList();
    if (present.size() > 1) {
      throw schema.invalid(
          "has '%s' and '%s', which both state a type; remove the old one with 'remove: true' in %s"
              .formatted(present.get(0), present.get(1), FILE));
    }
  }

  private static void checkAlternatives(LocatedNode anyOf) {
    List<LocatedNode> alternatives = new ArrayList<>(anyOf.items());
    alternatives.removeIf(one -> one.at("type").node().asText().equals("null"));
    if (alternatives.size() != 1) {
      throw anyOf.invalid(
          "Java has a type for one alternative and null, but not for %d alternatives; choose one of them in %s"
              .formatted(alternatives.size(), FILE));
    }
    checkSchema(alternatives.get(0));
  }

  /** Returns the only type that is not null. */
  private static String type(LocatedNode type) {
    List<String> types = new ArrayList<>();
    for (LocatedNode one : type.node().isArray() ? type.items() : List.of(type)) {
      if (TYPES.contains(one.text())) {
        types.add(one.text());
      } else if (!one.text().equals("null")) {
        throw one.invalid("'" + one.text() + "' is not a type; correct it in " + FILE);
      }
    }
    if (types.size() != 1) {
      throw type.invalid(
          "Java has a type for one type and null, but not for %s; choose one in %s, for example with \"update: {type: [%s, 'null']}\""
              .formatted(
                  types.isEmpty() ? "null alone" : String.join(" or ", types),
                  FILE,
                  types.isEmpty() ? "string" : types.get(0)));
    }
    return types.get(0);
  }

  private static void requireKeywordsOf(String type, LocatedNode schema) {
    for (LocatedNode member : schema.members()) {
      String typeOfKeyword = TYPE_OF_KEYWORD.getOrDefault(member.key(), type);
      if (!typeOfKeyword.equals(type)) {
        throw member.invalid(
            "'%s' belongs to the type %s, but the type here is %s; remove it with 'remove: true' in %s, or correct the type"
                .formatted(
                    member.key(), typeOfKeyword, type.isEmpty() ? "not stated" : type, FILE));
      }
    }
  }

  private static void checkParts(LocatedNode schema) {
    if (schema.has("properties")) {
      schema.at("properties").members().forEach(RepresentableTypes::checkSchema);
    }
    checkSchema(schema.at("items"));
    checkSchema(schema.at("additionalProperties"));
  }
}
