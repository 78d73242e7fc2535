// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.document.ProseRemoval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes a description apart into its facts, so that two can be compared one by one. */
public final class ApiElements {
  private static final Set<String> METHODS = Keywords.set("get post put patch delete");
  private static final String DATA = "/v2/usercollection/";

  private final Map<String, ApiElement> facts = new LinkedHashMap<>();

  private ApiElements() {}

  /** The facts by their keys, each after the one that it is part of. */
  public static Map<String, ApiElement> of(ObjectNode description) {
    ApiElements facts = new ApiElements();
    LocatedNode root = LocatedNode.root(description);
    LocatedNode version = root.at("info").at("version");
    facts.add(ElementKind.VERSION, "of the API", "", version, version.node(), true);
    for (LocatedNode path : root.at("paths").members()) {
      for (LocatedNode operation : path.members()) {
        if (METHODS.contains(operation.key())) {
          facts.operation(path, operation);
        }
      }
    }
    LocatedNode components = root.at("components");
    components.at("schemas").members().forEach(facts::model);
    components.at("securitySchemes").members().forEach(facts::securityScheme);
    return facts.facts;
  }

  private void operation(LocatedNode path, LocatedNode operation) {
    String name = operation.at("operationId").text();
    String type = path.key().startsWith(DATA) ? path.key().substring(DATA.length()) : "";
    type = type.replaceFirst("/.*", "");
    if (!type.isEmpty()) {
      add(ElementKind.DATA_TYPE, type, "", path, MissingNode.getInstance(), true);
    }
    String owner =
        add(
            ElementKind.OPERATION,
            name,
            type.isEmpty() ? "" : ApiElement.key(ElementKind.DATA_TYPE, type),
            operation,
            own(operation, "parameters requestBody responses security operationId tags")
                .put("address", operation.key().toUpperCase(Locale.ROOT) + " " + path.key()),
            isDescribed(operation));
    for (LocatedNode parameter : items(operation.at("parameters"))) {
      add(
          ElementKind.PARAMETER,
          name + "(" + parameter.at("name").text() + ")",
          owner,
          new LocatedNode(parameter.node(), operation.at("parameters").pointer()),
          own(parameter, ""),
          isDescribed(parameter));
    }
    LocatedNode body = operation.at("requestBody");
    if (!body.node().isMissingNode()) {
      add(ElementKind.REQUEST_BODY, name, owner, body, own(body, ""), isDescribed(body));
    }
    for (LocatedNode answer : operation.at("responses").members()) {
      answer(name + " " + answer.key(), owner, answer);
    }
    LocatedNode security = operation.at("security");
    add(ElementKind.SECURITY, name, owner, security, security.node(), true);
  }

  private void answer(String name, String operation, LocatedNode answer) {
    String owner =
        add(
            ElementKind.ANSWER,
            name,
            operation,
            answer,
            own(answer, "headers"),
            isDescribed(answer));
    for (LocatedNode header : members(answer.at("headers"))) {
      add(
          ElementKind.HEADER,
          name + " " + header.key(),
          owner,
          header,
          own(header, ""),
          isDescribed(header));
    }
  }

  private void model(LocatedNode schema) {
    String owner =
        add(
            ElementKind.MODEL,
            schema.key(),
            "",
            schema,
            own(schema, "properties required enum items"),
            isDescribed(schema));
    inside(schema.key(), owner, schema);
  }

  /** The properties and values of a schema, and of what is written out inside it. */
  private void inside(String name, String owner, LocatedNode schema) {
    JsonNode required = schema.at("required").node();
    for (LocatedNode property : members(schema.at("properties"))) {
      String inner = name + "." + property.key();
      ObjectNode says = own(property, "properties required enum items");
      says.set("required", BooleanNode.valueOf(contains(required, property.key())));
      if (property.has("items")) {
        says.set("items", own(property.at("items"), "properties required enum"));
      }
      String key = add(ElementKind.PROPERTY, inner, owner, property, says, isDescribed(property));
      inside(inner, key, property);
    }
    for (LocatedNode value : items(schema.at("enum"))) {
      if (!value.node().isNull()) {
        add(
            ElementKind.VALUE,
            name + " " + value.node().asText(),
            owner,
            new LocatedNode(value.node(), schema.at("enum").pointer()),
            value.node(),
            true);
      }
    }
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.at(inner).node().isObject()) {
        inside(name + "." + inner, owner, schema.at(inner));
      }
    }
  }

  private void securityScheme(LocatedNode scheme) {
    ObjectNode says = own(scheme, "");
    String owner =
        add(ElementKind.SECURITY_SCHEME, scheme.key(), "", scheme, says, isDescribed(scheme));
    for (LocatedNode flow : members(scheme.at("flows"))) {
      ((ObjectNode) says.path("flows").path(flow.key())).remove("scopes");
      for (LocatedNode scope : members(flow.at("scopes"))) {
        boolean described = !scope.node().asText().isBlank();

        add(ElementKind.SCOPE, scope.key(), owner, scope, TextNode.valueOf(scope.key()), described);
      }
    }
  }

  private String add(
      ElementKind subject,
      String name,
      String owner,
      LocatedNode at,
      JsonNode says,
      boolean described) {
    ApiElement fact =
        new ApiElement(subject, name, owner, at.pointer(), at.node(), says, described);
    facts.putIfAbsent(fact.key(), fact);
    return fact.key();
  }

  /** What a node says itself, without words and without the parts that are facts of their own. */
  private static ObjectNode own(LocatedNode place, String parts) {
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    own.setAll((ObjectNode) ProseRemoval.of(place.node()));
    return own.remove(Keywords.set(parts));
  }

  private static boolean isDescribed(LocatedNode place) {
    return !place.at("description").node().asText().isBlank();
  }

  private static boolean contains(JsonNode names, String name) {
    for (JsonNode one : names) {
      if (one.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<LocatedNode> members(LocatedNode place) {
    return place.node().isObject() ? place.members() : List.of();
  }

  private static List<LocatedNode> items(LocatedNode place) {
    return place.node().isArray() ? place.items() : List.of();
  }
}
