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
 * The types that the generator makes of a description: one of each named schema, and one of each
 * object and enum that is written out where it is used, which it names by the way there.
 */
final class JavaTypes {
  private final List<JavaType> types = new ArrayList<>();

  private JavaTypes() {}

  /**
   * A type.
   *
   * @param owner the schema or operation that it is written out in; a named schema is its own
   * @param place what it is made of
   */
  record JavaType(String name, String owner, LocatedNode place) {}

  /** The types of a whole description; what is written out follows what it stands in. */
  static List<JavaType> of(ObjectNode description) {
    JavaTypes all = new JavaTypes();
    LocatedNode root = LocatedNode.root(description);
    for (LocatedNode schema : root.at("components").at("schemas").members()) {
      all.types.add(new JavaType(schema.key(), schema.key(), schema));
      all.inside(schema.key(), schema.key(), schema);
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
        writtenOut(name, owner, parameter.at("schema"));
      }
    }
    content(owner + "_request", owner, operation.at("requestBody"));
    for (LocatedNode answer : operation.at("responses").members()) {
      content(owner + "_" + answer.key() + "_response", owner, answer);
    }
  }

  private void content(String name, String owner, LocatedNode place) {
    if (place.has("content")) {
      place.at("content").members().stream()
          .limit(1)
          .forEach(media -> writtenOut(name, owner, media.at("schema")));
    }
  }

  private void writtenOut(String name, String owner, LocatedNode schema) {
    if (!schema.at("properties").node().isEmpty() || schema.has("enum")) {
      types.add(new JavaType(pascalCase(name), owner, schema));
    }
    inside(name, owner, schema);
  }

  private void inside(String name, String owner, LocatedNode schema) {
    if (schema.at("properties").node().isObject()) {
      for (LocatedNode property : schema.at("properties").members()) {
        writtenOut(name + "_" + property.key(), owner, property);
      }
    }
    if (schema.at("items").node().isObject()) {
      writtenOut(name + "_inner", owner, schema.at("items"));
    }
    if (schema.at("additionalProperties").node().isObject()) {
      writtenOut(name + "_value", owner, schema.at("additionalProperties"));
    }
  }

  private static String pascalCase(String name) {
    return Stream.of(name.split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
