// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes a description apart into its facts, so that two can be compared one by one. */
final class Facts {
  private static final Set<String> METHODS = Keywords.set("get post put patch delete");
  private static final String DATA = "/v2/usercollection/";

  private final Map<String, Fact> facts = new LinkedHashMap<>();

  private Facts() {}

  /** The facts by their keys, each after the one that it is part of. */
  static Map<String, Fact> of(ObjectNode description) {
    Facts facts = new Facts();
    Place root = Place.root(description);
    Place version = root.at("info").at("version");
    facts.add(Subject.VERSION, "of the API", "", version, version.node(), true);
    for (Place path : root.at("paths").members()) {
      for (Place operation : path.members()) {
        if (METHODS.contains(operation.key())) {
          facts.operation(path, operation);
        }
      }
    }
    Place components = root.at("components");
    components.at("schemas").members().forEach(facts::model);
    components.at("securitySchemes").members().forEach(facts::securityScheme);
    return facts.facts;
  }

  private void operation(Place path, Place operation) {
    String name = operation.at("operationId").text();
    String type = path.key().startsWith(DATA) ? path.key().substring(DATA.length()) : "";
    type = type.replaceFirst("/.*", "");
    if (!type.isEmpty()) {
      add(Subject.DATA_TYPE, type, "", path, MissingNode.getInstance(), true);
    }
    String owner =
        add(
            Subject.OPERATION,
            name,
            type.isEmpty() ? "" : Fact.key(Subject.DATA_TYPE, type),
            operation,
            own(operation, "parameters requestBody responses security operationId tags")
                .put("address", operation.key().toUpperCase(Locale.ROOT) + " " + path.key()),
            isDescribed(operation));
    for (Place parameter : items(operation.at("parameters"))) {
      add(
          Subject.PARAMETER,
          name + "(" + parameter.at("name").text() + ")",
          owner,
          new Place(parameter.node(), operation.at("parameters").pointer()),
          own(parameter, ""),
          isDescribed(parameter));
    }
    Place body = operation.at("requestBody");
    if (!body.node().isMissingNode()) {
      add(Subject.REQUEST_BODY, name, owner, body, own(body, ""), isDescribed(body));
    }
    for (Place answer : operation.at("responses").members()) {
      answer(name + " " + answer.key(), owner, answer);
    }
    Place security = operation.at("security");
    add(Subject.SECURITY, name, owner, security, security.node(), true);
  }

  private void answer(String name, String operation, Place answer) {
    String owner =
        add(Subject.ANSWER, name, operation, answer, own(answer, "headers"), isDescribed(answer));
    for (Place header : members(answer.at("headers"))) {
      add(
          Subject.HEADER,
          name + " " + header.key(),
          owner,
          header,
          own(header, ""),
          isDescribed(header));
    }
  }

  private void model(Place schema) {
    String owner =
        add(
            Subject.MODEL,
            schema.key(),
            "",
            schema,
            own(schema, "properties required enum items"),
            isDescribed(schema));
    inside(schema.key(), owner, schema);
  }

  /** The properties and values of a schema, and of what is written out inside it. */
  private void inside(String name, String owner, Place schema) {
    JsonNode required = schema.at("required").node();
    for (Place property : members(schema.at("properties"))) {
      String inner = name + "." + property.key();
      ObjectNode says = own(property, "properties required enum items");
      says.set("required", BooleanNode.valueOf(contains(required, property.key())));
      if (property.has("items")) {
        says.set("items", own(property.at("items"), "properties required enum"));
      }
      String key = add(Subject.PROPERTY, inner, owner, property, says, isDescribed(property));
      inside(inner, key, property);
    }
    for (Place value : items(schema.at("enum"))) {
      if (!value.node().isNull()) {
        add(
            Subject.VALUE,
            name + " " + value.node().asText(),
            owner,
            new Place(value.node(), schema.at("enum").pointer()),
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

  private void securityScheme(Place scheme) {
    ObjectNode says = own(scheme, "");
    String owner =
        add(Subject.SECURITY_SCHEME, scheme.key(), "", scheme, says, isDescribed(scheme));
    for (Place flow : members(scheme.at("flows"))) {
      ((ObjectNode) says.path("flows").path(flow.key())).remove("scopes");
      for (Place scope : members(flow.at("scopes"))) {
        boolean described = !scope.node().asText().isBlank();

        add(Subject.SCOPE, scope.key(), owner, scope, TextNode.valueOf(scope.key()), described);
      }
    }
  }

  private String add(
      Subject subject, String name, String owner, Place at, JsonNode says, boolean described) {
    Fact fact = new Fact(subject, name, owner, at.pointer(), at.node(), says, described);
    facts.putIfAbsent(fact.key(), fact);
    return fact.key();
  }

  /** What a node says itself, without words and without the parts that are facts of their own. */
  private static ObjectNode own(Place place, String parts) {
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    own.setAll((ObjectNode) WithoutWords.of(place.node()));
    return own.remove(Keywords.set(parts));
  }

  private static boolean isDescribed(Place place) {
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

  private static List<Place> members(Place place) {
    return place.node().isObject() ? place.members() : List.of();
  }

  private static List<Place> items(Place place) {
    return place.node().isArray() ? place.items() : List.of();
  }
}
