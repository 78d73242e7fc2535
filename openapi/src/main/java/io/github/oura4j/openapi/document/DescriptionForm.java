// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

/**
 * The form that parts of our description have, for those that people edit: whatever is read of them
 * later is there, and is no text where an object is wanted.
 */
public final class DescriptionForm {
  private DescriptionForm() {}

  public static void requireDescription(LocatedNode description) {
    description
        .at("paths")
        .members()
        .forEach(path -> path.members().forEach(DescriptionForm::requireOperation));
    description.at("components").at("schemas").members().forEach(DescriptionForm::requireSchema);
  }

  public static void requireOperation(LocatedNode operation) {
    operation.requireObject();
    operation.at("operationId").text();
    operation.at("responses").members().forEach(LocatedNode::requireObject);
    if (operation.has("parameters")) {
      operation.at("parameters").items().forEach(DescriptionForm::requireParameter);
    }
  }

  public static void requireParameter(LocatedNode parameter) {
    parameter.requireObject();
    parameter.at("in").text();
    parameter.at("name").text();
  }

  public static void requireSchema(LocatedNode schema) {
    schema.requireObject();
    if (schema.has("properties")) {
      schema.at("properties").members().forEach(DescriptionForm::requireSchema);
    }
    if (schema.has("items")) {
      requireSchema(schema.at("items"));
    }
    if (schema.at("additionalProperties").node().isContainerNode()) {
      requireSchema(schema.at("additionalProperties"));
    }
  }
}
