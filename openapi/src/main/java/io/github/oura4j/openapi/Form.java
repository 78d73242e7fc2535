// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

/**
 * The form that parts of our description have, for those that people edit: whatever is read of them
 * later is there, and is no text where an object is wanted.
 */
final class Form {
  private Form() {}

  static void requireDescription(Place description) {
    description
        .at("paths")
        .members()
        .forEach(path -> path.members().forEach(Form::requireOperation));
    description.at("components").at("schemas").members().forEach(Form::requireSchema);
  }

  static void requireOperation(Place operation) {
    operation.requireObject();
    operation.at("operationId").text();
    operation.at("responses").members().forEach(Place::requireObject);
    if (operation.has("parameters")) {
      operation.at("parameters").items().forEach(Form::requireParameter);
    }
  }

  static void requireParameter(Place parameter) {
    parameter.requireObject();
    parameter.at("in").text();
    parameter.at("name").text();
  }

  static void requireSchema(Place schema) {
    schema.requireObject();
    if (schema.has("properties")) {
      schema.at("properties").members().forEach(Form::requireSchema);
    }
    if (schema.has("items")) {
      requireSchema(schema.at("items"));
    }
    if (schema.at("additionalProperties").node().isContainerNode()) {
      requireSchema(schema.at("additionalProperties"));
    }
  }
}
