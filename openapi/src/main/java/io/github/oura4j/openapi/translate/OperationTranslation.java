// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.AllowedKeywords;
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

/**
 * Translates the export's operations into ours: names one can read aloud, typed answers, no prose.
 */
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
  private static final AllowedKeywords ANSWER =
      AllowedKeywords.of("an answer", "", "content headers");
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

  /** What made no sense in the operations that were translated so far. */
  public Set<String> notices() {
    return notices;
  }

  /** The paths that are ours, with their operations. */
  public ObjectNode paths() {
    ObjectNode paths = NODES.objectNode();
    for (LocatedNode path : export.paths().members()) {
      if (!names.leavesOut(path.key())) {
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
    ArrayNode parameters = parameters(path, operation);
    if (!parameters.isEmpty()) {
      translated.set("parameters", parameters);
    }
    if (operation.has("requestBody")) {
      translated.set("requestBody", body(export.resolve(operation.at("requestBody"))));
    }
    ObjectNode answers = translated.putObject("responses");
    for (LocatedNode answer : operation.at("responses").members()) {
      answers.set(answer.key(), answer(export.resolve(answer)));
    }
    LocatedNode secured = operation.has("security") ? operation : export.root();
    if (secured.has("security")) {
      SecuritySchemes.named(secured.at("security"), notices::add)
          .ifPresent(security -> translated.set("security", security));
    }
    return translated;
  }

  private String name(LocatedNode path, LocatedNode operation) {
    String name = names.operation(operation.key(), path.key(), answersMany(operation));
    LocatedNode other = named.putIfAbsent(name, operation);
    if (other != null) {
      throw operation.refused(
          "would be called "
              + name
              + " as "
              + other.pointer()
              + " is; give one another name under operations in overlay/names.yaml"
              + Stream.of(operation, other)
                  .filter(this::looksLikeList)
                  .map(one -> " (" + one.pointer() + " counts as no list: its answer is no page)")
                  .collect(Collectors.joining()));
    }
    return name;
  }

  /** What answers one and is not addressed by an id may have been a list before. */
  private boolean looksLikeList(LocatedNode operation) {
    String path = operation.pointer().head().last().getMatchingProperty();
    return operation.key().equals("get") && !path.endsWith("}") && !answersMany(operation);
  }

  private boolean answersMany(LocatedNode operation) {
    return successes(operation)
        .anyMatch(answer -> isList(answer) || pages.typedRows(answer).isPresent());
  }

  private boolean isList(LocatedNode answer) {
    return export.resolve(answer).at("type").node().asText().equals("array");
  }

  /**
   * The model that the pages of a list operation hold, which lets one page class serve all of them.
   */
  private Optional<String> pageOf(LocatedNode operation) {
    return successes(operation)
        .flatMap(answer -> pages.typedRows(answer).stream())
        .map(rows -> schemas.translate(rows).path("$ref").asText())
        .filter(reference -> !reference.isEmpty())
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .findFirst();
  }

  /** The schemas of the answers that mean success. */
  private Stream<LocatedNode> successes(LocatedNode operation) {
    return operation.at("responses").members().stream()
        .filter(answer -> answer.key().startsWith("2"))
        .map(answer -> export.resolve(answer).at("content"))
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
    // The operation's own come last and take the place of the path's.
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

  private ObjectNode answer(LocatedNode answer) {
    ObjectNode translated = ANSWER.copy(answer);
    // OpenAPI wants one; ours comes with the words.
    translated.put("description", "");
    if (answer.has("headers")) {
      ObjectNode headers = translated.putObject("headers");
      for (LocatedNode header : answer.at("headers").members()) {
        headers.set(header.key(), withSchema(HEADER, export.resolve(header)));
      }
    }
    if (answer.has("content")) {
      translated.set("content", content(answer.at("content")));
    }
    return translated;
  }

  private ObjectNode content(LocatedNode content) {
    ObjectNode translated = NODES.objectNode();
    content.members().forEach(media -> translated.set(media.key(), withSchema(MEDIA, media)));
    return translated;
  }

  private ObjectNode withSchema(AllowedKeywords vocabulary, LocatedNode owner) {
    ObjectNode translated = vocabulary.copy(owner);
    if (owner.has("schema")) {
      translated.set("schema", schemas.translate(owner.at("schema")));
    }
    return translated;
  }
}
