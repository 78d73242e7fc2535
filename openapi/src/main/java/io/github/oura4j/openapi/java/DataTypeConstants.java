// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.DataTypePaths;
import io.github.oura4j.openapi.document.JsonPaths;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Adds to each operation that returns a data type's documents or samples what the generated enum
 * {@code DataType} contains about that data type, as {@code x-data-type}, and to all operations of
 * a data type the name of its constant, as {@code x-of-data-type}.
 *
 * <p>All of it follows from the corrected description. It is written out because the templates
 * cannot compute it.
 */
public final class DataTypeConstants {
  private static final String EXTENSION = "x-data-type";
  private static final String OWNER = "x-of-data-type";

  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final String WEBHOOK_TYPES = "/components/schemas/WebhookDataType/enum";

  private final ObjectNode description;
  private final Map<String, LocatedNode> constants = new HashMap<>();
  private final List<String> withoutScope = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private DataTypeConstants(ObjectNode description) {
    this.description = description;
  }

  /**
   * What is missing from the enum.
   *
   * @param withoutScope a message for each data type whose scope is missing, with what to add
   * @param notices a message for each data type that has no model and is therefore left out
   */
  public record Missing(List<String> withoutScope, List<String> notices) {}

  /** Adds the extension to a whole description, and returns which data types lack something. */
  public static Missing add(ObjectNode description) {
    DataTypeConstants dataTypes = new DataTypeConstants(description);
    List<LocatedNode> paths = LocatedNode.root(description).at("paths").members();
    for (LocatedNode path : paths) {
      Optional<String> dataType = DataTypePaths.collection(path.key());
      if (dataType.isPresent() && path.has("get")) {
        dataTypes.add(dataType.get(), path.at("get"));
        markOperations(paths, path);
      }
    }
    return new Missing(List.copyOf(dataTypes.withoutScope), List.copyOf(dataTypes.notices));
  }

  private void add(String pathName, LocatedNode operation) {
    Optional<String> model = model(operation.node());
    if (model.isEmpty()) {
      notices.add(
          operation.pointer()
              + ": data type '"
              + pathName
              + "' is not part of the enum DataType, because its response is neither a page nor an object of a named"
              + " schema");
      return;
    }
    ObjectNode extension = ((ObjectNode) operation.node()).putObject(EXTENSION);
    extension
        .put("constant", constant(operation))
        .put("path", pathName)
        .put("model", model.get())
        .put("kind", kind(operation.node()));
    scope(pathName, operation).ifPresent(scope -> extension.put("scope", scope));
    webhookType(pathName).ifPresent(type -> extension.put("webhook", type));
  }

  /** Marks the operations of a collection's path and of the paths of its documents. */
  private static void markOperations(List<LocatedNode> paths, LocatedNode collection) {
    JsonNode constant = collection.at("get").at(EXTENSION).at("constant").node();
    if (constant.isTextual()) {
      paths.stream()
          .filter(
              path ->
                  path.key().equals(collection.key())
                      || path.key().startsWith(collection.key() + "/{"))
          .flatMap(path -> path.members().stream())
          .filter(operation -> operation.has("operationId"))
          .forEach(operation -> ((ObjectNode) operation.node()).set(OWNER, constant));
    }
  }

  /** Returns the constant, which corresponds to the accessor: {@code dailySleep()}. */
  private String constant(LocatedNode operation) {
    String name = operation.at("operationId").text().replaceFirst("^(list|get)(?=[A-Z0-9])", "");
    String constant =
        name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
            .replaceAll("[^A-Za-z0-9]+", "_")
            .toUpperCase(Locale.ROOT);
    if (!CONSTANT.matcher(constant).matches()) {
      throw operation.invalid(
          "'"
              + constant
              + "' cannot be a constant of the enum DataType; give the operation another name in overlay/names.yaml");
    }
    LocatedNode other = constants.putIfAbsent(constant, operation);
    if (other != null) {
      throw operation.invalid(
          "has the same constant of the enum DataType as "
              + other.pointer()
              + ", "
              + constant
              + "; give one of them another name under operations in overlay/names.yaml");
    }
    return constant;
  }

  private Optional<String> model(JsonNode operation) {
    if (operation.has("x-page-of")) {
      return Optional.of(operation.get("x-page-of").asText());
    }
    return successes(operation)
        .map(response -> response.at("/content/application~1json/schema/$ref").asText())
        .filter(reference -> !reference.isEmpty())
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .filter(this::isObject)
        .findFirst();
  }

  private boolean isObject(String schema) {
    return description.at("/components/schemas").path(schema).has("properties");
  }

  private static Stream<JsonNode> successes(JsonNode operation) {
    return operation.path("responses").properties().stream()
        .filter(response -> response.getKey().startsWith("2"))
        .map(Map.Entry::getValue);
  }

  private static String kind(JsonNode operation) {
    if (!operation.has("x-page-of")) {
      return "SINGLE_DOCUMENT";
    }
    List<String> parameters = operation.path("parameters").findValuesAsText("name");
    if (parameters.contains("start_datetime")) {
      return "TIME_SERIES";
    }
    return parameters.contains("start_date") ? "DATED_DOCUMENTS" : "UNDATED_DOCUMENTS";
  }

  /** Returns the scope, and empty if it is missing, which stops the import later. */
  private Optional<String> scope(String pathName, LocatedNode operation) {
    Set<String> scopes = scopes(operation.node());
    if (scopes.size() != 1) {
      withoutScope.add(scopeMessage(pathName, operation, scopes));
      return Optional.empty();
    }
    return Optional.of(scopes.iterator().next());
  }

  /** Returns the scopes of all alternatives; the access token alone, as bearer, names none. */
  private static Set<String> scopes(JsonNode operation) {
    Set<String> scopes = new TreeSet<>();
    for (JsonNode alternative : operation.path("security")) {
      for (JsonNode scheme : alternative) {
        scheme.forEach(scope -> scopes.add(scope.asText()));
      }
    }
    return scopes;
  }

  private static String scopeMessage(String pathName, LocatedNode operation, Set<String> scopes) {
    String problem =
        scopes.isEmpty()
            ? "data type '%s' names no scope".formatted(pathName)
            : "data type '%s' names several scopes: %s"
                .formatted(pathName, String.join(", ", scopes));
    String remedy =
        scopes.isEmpty()
            ? "add a correction with its scope to overlay/corrections.yaml"
            : "leave one of them with a correction in overlay/corrections.yaml";
    return "%s: %s; %s, with the target %s.security[*].OAuth2 (README.md, 'A new data type')"
        .formatted(operation.pointer(), problem, remedy, JsonPaths.of(operation.pointer()));
  }

  /** Returns the webhook data type; {@code vO2_max} and {@code vo2_max} differ in case only. */
  private Optional<String> webhookType(String pathName) {
    return StreamSupport.stream(description.at(WEBHOOK_TYPES).spliterator(), false)
        .map(JsonNode::asText)
        .filter(pathName::equalsIgnoreCase)
        .findFirst();
  }
}
