// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.oura4j.openapi.document.DataTypePaths;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.document.ProseRemoval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Splits a description into its elements, so that two descriptions can be compared one by one. */
public final class ApiElements {
  private static final Set<String> METHODS = Keywords.set("get post put patch delete");

  private final Map<String, ApiElement> elements = new LinkedHashMap<>();

  private ApiElements() {}

  /**
   * Returns the elements of a description by their keys, each after the element that contains it.
   */
  public static Map<String, ApiElement> of(ObjectNode description) {
    ApiElements elements = new ApiElements();
    LocatedNode root = LocatedNode.root(description);
    LocatedNode version = root.at("info").at("version");
    elements.add(ElementKind.VERSION, "of the API", "", version, version.node(), true);
    for (LocatedNode path : root.at("paths").members()) {
      for (LocatedNode operation : path.members()) {
        if (METHODS.contains(operation.key())) {
          elements.operation(path, operation);
        }
      }
    }
    LocatedNode components = root.at("components");
    components.at("schemas").members().forEach(elements::model);
    components.at("securitySchemes").members().forEach(elements::securityScheme);
    return elements.elements;
  }

  private void operation(LocatedNode path, LocatedNode operation) {
    String name = operation.at("operationId").text();
    String type = DataTypePaths.dataType(path.key()).orElse("");
    if (!type.isEmpty()) {
      add(ElementKind.DATA_TYPE, type, "", path, MissingNode.getInstance(), true);
    }
    String parent =
        add(
            ElementKind.OPERATION,
            name,
            type.isEmpty() ? "" : ApiElement.key(ElementKind.DATA_TYPE, type),
            operation,
            definition(operation, "parameters requestBody responses security operationId tags")
                .put("endpoint", operation.key().toUpperCase(Locale.ROOT) + " " + path.key()),
            isDescribed(operation));
    for (LocatedNode parameter : items(operation.at("parameters"))) {
      add(
          ElementKind.PARAMETER,
          name + "(" + parameter.at("name").text() + ")",
          parent,
          parameter.atItsList(),
          definition(parameter, ""),
          isDescribed(parameter));
    }
    LocatedNode body = operation.at("requestBody");
    if (!body.node().isMissingNode()) {
      add(ElementKind.REQUEST_BODY, name, parent, body, definition(body, ""), isDescribed(body));
    }
    for (LocatedNode response : operation.at("responses").members()) {
      response(name + " " + response.key(), parent, response);
    }
    LocatedNode security = operation.at("security");
    add(ElementKind.SECURITY, name, parent, security, security.node(), true);
  }

  private void response(String name, String operation, LocatedNode response) {
    String parent =
        add(
            ElementKind.RESPONSE,
            name,
            operation,
            response,
            definition(response, "headers"),
            isDescribed(response));
    for (LocatedNode header : members(response.at("headers"))) {
      add(
          ElementKind.HEADER,
          name + " " + header.key(),
          parent,
          header,
          definition(header, ""),
          isDescribed(header));
    }
  }

  private void model(LocatedNode schema) {
    String parent =
        add(
            ElementKind.MODEL,
            schema.key(),
            "",
            schema,
            definition(schema, "properties required enum items"),
            isDescribed(schema));
    addNested(schema.key(), parent, schema);
  }

  /** Adds the properties and enum values of a schema and of the schemas nested in it. */
  private void addNested(String name, String parent, LocatedNode schema) {
    JsonNode required = schema.at("required").node();
    for (LocatedNode property : members(schema.at("properties"))) {
      String inner = name + "." + property.key();
      ObjectNode definition = definition(property, "properties required enum items");
      definition.set("required", BooleanNode.valueOf(contains(required, property.key())));
      if (property.has("items")) {
        definition.set("items", definition(property.at("items"), "properties required enum"));
      }
      String key =
          add(ElementKind.PROPERTY, inner, parent, property, definition, isDescribed(property));
      addNested(inner, key, property);
    }
    for (LocatedNode value : items(schema.at("enum"))) {
      if (!value.node().isNull()) {
        add(
            ElementKind.VALUE,
            name + " " + value.node().asText(),
            parent,
            value.atItsList(),
            value.node(),
            true);
      }
    }
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.at(inner).node().isObject()) {
        addNested(name + "." + inner, parent, schema.at(inner));
      }
    }
  }

  private void securityScheme(LocatedNode scheme) {
    ObjectNode definition = definition(scheme, "");
    String parent =
        add(ElementKind.SECURITY_SCHEME, scheme.key(), "", scheme, definition, isDescribed(scheme));
    for (LocatedNode flow : members(scheme.at("flows"))) {
      ((ObjectNode) definition.path("flows").path(flow.key())).remove("scopes");
      for (LocatedNode scope : members(flow.at("scopes"))) {
        boolean described = !scope.node().asText().isBlank();
        add(
            ElementKind.SCOPE,
            scope.key(),
            parent,
            scope,
            TextNode.valueOf(scope.key()),
            described);
      }
    }
  }

  private String add(
      ElementKind kind,
      String name,
      String parent,
      LocatedNode at,
      JsonNode definition,
      boolean described) {
    ApiElement element =
        new ApiElement(kind, name, parent, at.pointer(), at.node(), definition, described);
    elements.putIfAbsent(element.key(), element);
    return element.key();
  }

  /**
   * Returns what a node itself defines: without prose, and without the named parts, which are
   * elements of their own.
   */
  private static ObjectNode definition(LocatedNode node, String parts) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definition.setAll((ObjectNode) ProseRemoval.from(node.node()));
    return definition.remove(Keywords.set(parts));
  }

  private static boolean isDescribed(LocatedNode node) {
    return !node.at("description").node().asText().isBlank();
  }

  private static boolean contains(JsonNode names, String name) {
    for (JsonNode one : names) {
      if (one.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<LocatedNode> members(LocatedNode node) {
    return node.node().isObject() ? node.members() : List.of();
  }

  private static List<LocatedNode> items(LocatedNode node) {
    return node.node().isArray() ? node.items() : List.of();
  }
}
