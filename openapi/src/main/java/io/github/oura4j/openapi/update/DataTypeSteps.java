// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.DataTypePaths;
import io.github.oura4j.openapi.document.JsonPaths;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.List;
import java.util.Locale;

/**
 * The places to edit for a new data type, in the order of the walk-through in {@code README.md},
 * which has an example of each edit.
 */
final class DataTypeSteps {
  private DataTypeSteps() {}

  /** Returns the steps for a data type of a description. */
  static List<String> of(String dataType, ObjectNode description) {
    return LocatedNode.root(description).at("paths").members().stream()
        .filter(path -> DataTypePaths.dataType(path.key()).filter(dataType::equals).isPresent())
        .map(path -> path.at("get"))
        .filter(operation -> operation.has("x-data-type"))
        .flatMap(operation -> steps(operation).stream())
        .toList();
  }

  private static List<String> steps(LocatedNode operation) {
    JsonNode type = operation.node().get("x-data-type");
    String model = type.get("model").asText();
    String constant = "DataType." + type.get("constant").asText();
    String accessor =
        operation.at("operationId").text().replaceFirst("^(list|get)(?=[A-Z0-9])", "");
    accessor = accessor.substring(0, 1).toLowerCase(Locale.ROOT) + accessor.substring(1);
    return List.of(
        "overlay/names.yaml: confirm the names of its schemas, such as `" + model + "`",
        "overlay/corrections.yaml: its scope, if the export does not name it, with the target `"
            + JsonPaths.of(operation.pointer())
            + ".security[*].OAuth2`",
        "overlay/descriptions.yaml: its model, its page and its operations",
        "OuraClient.java: an accessor `%s %s()`, and a case for it in `accessor(DataType)`"
            .formatted(accessorType(type, model), accessor),
        "ConnectedClient.java: the implementation of the accessor",
        "oura-simulator: its " + simulated(type) + ", for `" + constant + "`",
        "README.md, docs/from-python.md, docs/authentication.md: a row or entry in each table of data types",
        "CHANGELOG.md: the accessor; then `mvn verify` names what is missing, and the command that accepts the new"
            + " public API");
  }

  private static String accessorType(JsonNode type, String model) {
    return switch (type.get("kind").asText()) {
      case "DATED_DOCUMENTS" -> "DatedDocuments<" + model + ">";
      case "TIME_SERIES" -> "TimeSeries<" + model + ">";
      case "SINGLE_DOCUMENT" -> "SingleDocument<" + model + ">";
      default -> "Documents<" + model + ">";
    };
  }

  private static String simulated(JsonNode type) {
    return switch (type.get("kind").asText()) {
      case "DATED_DOCUMENTS" -> "documents in DocumentTypes.java";
      case "TIME_SERIES" -> "samples in TimeSeries.java";
      default -> "documents in UserCollectionRoutes.java";
    };
  }
}
