// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the Java types that the generator makes from a description.
 *
 * <p>They are one for each named schema, and one for each object or enum that is defined inline.
 * The generator names an inline type after the path to it, for example {@code NapPlace} for the
 * property {@code place} of {@code Nap}; this class reproduces that rule.
 */
final class JavaTypes {
  private final List<JavaType> types = new ArrayList<>();

  private JavaTypes() {}

  /**
   * A Java type.
   *
   * @param owner the schema or operation in which it is defined inline; a named schema is its own
   *     owner
   * @param node the schema that it is made from
   */
  record JavaType(String name, String owner, LocatedNode node) {}

  /** Returns the types of a whole description; inline types follow the one that contains them. */
  static List<JavaType> of(ObjectNode description) {
    JavaTypes all = new JavaTypes();
    LocatedNode root = LocatedNode.root(description);
    for (LocatedNode schema : root.at("components").at("schemas").members()) {
      all.types.add(new JavaType(schema.key(), schema.key(), schema));
      all.addNested(schema.key(), schema.key(), schema);
    }
    for (LocatedNode path : root.at("paths").members()) {
      path.members().forEach(all::operation);
    }
    return List.copyOf(all.types);
  }

  private void operation(LocatedNode operation) {
    String owner = operation.at("operationId").text();
    if (operation.has("parameters")) {
      for (LocatedNode parameter : operation.at("parameters").items()) {
        String name = owner + "_" + parameter.at("name").text() + "_parameter";
        addInline(name, owner, parameter.at("schema"));
      }
    }
    addContent(owner + "_request", owner, operation.at("requestBody"));
    for (LocatedNode response : operation.at("responses").members()) {
      addContent(owner + "_" + response.key() + "_response", owner, response);
    }
  }

  private void addContent(String name, String owner, LocatedNode node) {
    if (node.has("content")) {
      node.at("content").members().stream()
          .limit(1)
          .forEach(media -> addInline(name, owner, media.at("schema")));
    }
  }

  private void addInline(String name, String owner, LocatedNode schema) {
    if (!schema.at("properties").node().isEmpty() || schema.has("enum")) {
      types.add(new JavaType(pascalCase(name), owner, schema));
    }
    addNested(name, owner, schema);
  }

  private void addNested(String name, String owner, LocatedNode schema) {
    if (schema.at("properties").node().isObject()) {
      for (LocatedNode property : schema.at("properties").members()) {
        addInline(name + "_" + property.key(), owner, property);
      }
    }
    if (schema.at("items").node().isObject()) {
      addInline(name + "_inner", owner, schema.at("items"));
    }
    if (schema.at("additionalProperties").node().isObject()) {
      addInline(name + "_value", owner, schema.at("additionalProperties"));
    }
  }

  private static String pascalCase(String name) {
    return Stream.of(name.split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
