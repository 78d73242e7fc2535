// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

/**
 * Checks the structure of those parts of a description that people edit by hand: {@code
 * oura-v2.yaml} and {@code withdrawn.yaml}.
 *
 * <p>Later stages read these parts without checks of their own. A mistake in them is therefore
 * reported here, with its location, and not as a failure somewhere else.
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
