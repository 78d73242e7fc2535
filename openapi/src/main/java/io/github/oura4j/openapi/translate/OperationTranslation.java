// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.AllowedKeywords;
import io.github.oura4j.openapi.document.DataTypePaths;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.overlay.PublicNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Translates the operations of an export: with our names, in one notation, without prose. */
public final class OperationTranslation {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> METHODS = Keywords.set("get post put patch delete");

  private static final AllowedKeywords PATH =
      AllowedKeywords.of("a path", "", "get post put patch delete parameters");
  private static final AllowedKeywords OPERATION =
      AllowedKeywords.of(
          "an operation",
          "deprecated",
          "tags operationId parameters requestBody responses security");
  private static final AllowedKeywords PARAMETER =
      AllowedKeywords.of(
          "a parameter",
          "name in required deprecated style explode allowReserved allowEmptyValue",
          "schema");
  private static final AllowedKeywords BODY =
      AllowedKeywords.of("a request body", "required", "content");
  private static final AllowedKeywords RESPONSE =
      AllowedKeywords.of("a response", "", "content headers");
  private static final AllowedKeywords HEADER =
      AllowedKeywords.of("a header", "required deprecated style explode", "schema");
  private static final AllowedKeywords MEDIA = AllowedKeywords.of("a media type", "", "schema");

  private final Export export;
  private final PublicNames names;
  private final SchemaTranslation schemas;
  private final PageShape pages;
  private final Map<String, LocatedNode> named = new HashMap<>();
  private final Set<String> notices = new LinkedHashSet<>();

  public OperationTranslation(Export export, PublicNames names, SchemaTranslation schemas) {
    this.export = export;
    this.names = names;
    this.schemas = schemas;
    this.pages = new PageShape(export);
  }

  /** Returns notices about invalid security definitions in the operations translated so far. */
  public Set<String> notices() {
    return notices;
  }

  /** Returns the imported paths with their operations. */
  public ObjectNode paths() {
    ObjectNode paths = NODES.objectNode();
    for (LocatedNode path : export.paths().members()) {
      if (!names.isExcluded(path.key())) {
        paths.set(path.key(), path(path));
      }
    }
    return paths;
  }

  private ObjectNode path(LocatedNode path) {
    ObjectNode translated = PATH.copy(path);
    for (LocatedNode method : path.members()) {
      if (METHODS.contains(method.key())) {
        translated.set(method.key(), operation(path, method));
      }
    }
    return translated;
  }

  private ObjectNode operation(LocatedNode path, LocatedNode operation) {
    ObjectNode translated = OPERATION.copy(operation);
    translated.put("operationId", name(path, operation));
    translated.putArray("tags").add(names.group(path.key()));
    pageOf(operation).ifPresent(model -> translated.put("x-page-of", model));
    if (isInSandbox(path, operation)) {
      translated.put("x-in-sandbox", true);
    }
    ArrayNode parameters = parameters(path, operation);
    if (!parameters.isEmpty()) {
      translated.set("parameters", parameters);
    }
    if (operation.has("requestBody")) {
      translated.set("requestBody", body(export.resolve(operation.at("requestBody"))));
    }
    ObjectNode responses = translated.putObject("responses");
    for (LocatedNode response : operation.at("responses").members()) {
      responses.set(response.key(), response(export.resolve(response)));
    }
    LocatedNode secured = operation.has("security") ? operation : export.root();
    if (secured.has("security")) {
      SecuritySchemes.named(secured.at("security"), notices::add)
          .ifPresent(security -> translated.set("security", security));
    }
    return translated;
  }

  /** The paths of the sandbox are not imported; what remains of them is which operations it has. */
  private boolean isInSandbox(LocatedNode path, LocatedNode operation) {
    return DataTypePaths.inSandbox(path.key())
        .filter(twin -> export.paths().at(twin).has(operation.key()))
        .isPresent();
  }

  private String name(LocatedNode path, LocatedNode operation) {
    String name = names.operation(operation.key(), path.key(), returnsSeveral(operation));
    LocatedNode other = named.putIfAbsent(name, operation);
    if (other != null) {
      throw operation.invalid(
          "would be called "
              + name
              + ", like "
              + other.pointer()
              + "; give one of them another name under operations in overlay/names.yaml"
              + Stream.of(operation, other)
                  .filter(this::looksLikeList)
                  .map(
                      one ->
                          " ("
                              + one.pointer()
                              + " is not treated as a list: its response is not a page)")
                  .collect(Collectors.joining()));
    }
    return name;
  }

  /** An operation that returns one object without an id in its path may have been a list before. */
  private boolean looksLikeList(LocatedNode operation) {
    String path = operation.pointer().head().last().getMatchingProperty();
    return operation.key().equals("get") && !path.endsWith("}") && !returnsSeveral(operation);
  }

  private boolean returnsSeveral(LocatedNode operation) {
    return successes(operation)
        .anyMatch(response -> isList(response) || pages.typedRows(response).isPresent());
  }

  private boolean isList(LocatedNode response) {
    return export.resolve(response).at("type").node().asText().equals("array");
  }

  /**
   * Returns the model in the pages of a list operation. The templates use it to give the operation
   * the return type {@code Page<Model>}, so that one page class serves all lists.
   */
  private Optional<String> pageOf(LocatedNode operation) {
    return successes(operation)
        .flatMap(response -> pages.typedRows(response).stream())
        .map(rows -> schemas.translate(rows).path("$ref").asText())
        .filter(reference -> !reference.isEmpty())
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .findFirst();
  }

  /** Returns the schemas of the successful responses. */
  private Stream<LocatedNode> successes(LocatedNode operation) {
    return operation.at("responses").members().stream()
        .filter(response -> response.key().startsWith("2"))
        .map(response -> export.resolve(response).at("content"))
        .filter(content -> content.node().isObject())
        .flatMap(content -> content.members().stream())
        .map(media -> media.at("schema"));
  }

  private ArrayNode parameters(LocatedNode path, LocatedNode operation) {
    Map<String, ObjectNode> parameters = new HashMap<>();
    List<LocatedNode> all = new ArrayList<>();
    for (LocatedNode owner : List.of(path, operation)) {
      if (owner.has("parameters")) {
        all.addAll(owner.at("parameters").items());
      }
    }
    // Parameters of the operation come last and override those of the path.
    for (LocatedNode written : all) {
      LocatedNode parameter = export.resolve(written);
      parameters.put(
          parameter.at("in").text() + " " + parameter.at("name").text(),
          withSchema(PARAMETER, parameter));
    }
    return NODES.arrayNode().addAll(parameters.values());
  }

  private ObjectNode body(LocatedNode body) {
    ObjectNode translated = BODY.copy(body);
    translated.set("content", content(body.at("content")));
    return translated;
  }

  private ObjectNode response(LocatedNode response) {
    ObjectNode translated = RESPONSE.copy(response);
    // OpenAPI requires a description here; ours is added by the overlay.
    translated.put("description", "");
    if (response.has("headers")) {
      ObjectNode headers = translated.putObject("headers");
      for (LocatedNode header : response.at("headers").members()) {
        headers.set(header.key(), withSchema(HEADER, export.resolve(header)));
      }
    }
    if (response.has("content")) {
      translated.set("content", content(response.at("content")));
    }
    return translated;
  }

  private ObjectNode content(LocatedNode content) {
    ObjectNode translated = NODES.objectNode();
    content.members().forEach(media -> translated.set(media.key(), withSchema(MEDIA, media)));
    return translated;
  }

  private ObjectNode withSchema(AllowedKeywords keywords, LocatedNode owner) {
    ObjectNode translated = keywords.copy(owner);
    if (owner.has("schema")) {
      translated.set("schema", schemas.translate(owner.at("schema")));
    }
    return translated;
  }
}
