// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Validates responses against the API description from which the models are generated. Properties
 * that the description does not contain are errors.
 */
final class SchemaValidation {
  private final ObjectNode description;

  private SchemaValidation(ObjectNode description) {
    this.description = description;
  }

  static SchemaValidation read() throws IOException {
    Path file = Path.of("../..", "openapi", "oura-v2.yaml");
    ObjectNode description = (ObjectNode) new YAMLMapper().readTree(file.toFile());
    for (JsonNode schema : description.at("/components/schemas")) {
      if (schema.has("properties")) {
        ((ObjectNode) schema).put("additionalProperties", false);
      }
    }
    return new SchemaValidation(description);
  }

  /** Returns every method and path of the description. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        operations.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey()));
      }
    }
    return operations;
  }

  /** Returns the errors in a response body; empty if it is valid. */
  Set<ValidationMessage> errors(Operation operation, int status, JsonNode body) {
    JsonNode schema =
        description
            .path("paths")
            .path(operation.path())
            .path(operation.method().toLowerCase(Locale.ROOT))
            .path("responses")
            .path(String.valueOf(status))
            .at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      throw new AssertionError(
          "the API description has no response with status " + status + " for " + operation);
    }
    return schema(schema).validate(body);
  }

  private JsonSchema schema(JsonNode schema) {
    ObjectNode whole = description.objectNode();
    ArrayNode allOf = whole.putArray("allOf");
    allOf.add(schema);
    whole.set("components", description.path("components"));
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole, config);
  }

  record Operation(String method, String path) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
