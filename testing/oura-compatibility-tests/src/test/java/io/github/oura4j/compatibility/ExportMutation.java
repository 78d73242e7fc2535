// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes random changes to an export, of the kinds that Oura has made or might make, to test that
 * the import program handles them. The same seed leads to the same changes.
 */
final class ExportMutation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> NAMES =
      List.of(
          "class",
          "hashCode",
          "two words",
          "with-dash",
          "DAY",
          "Id",
          "1st",
          "enum",
          "a.b",
          "_",
          "größe",
          "unknownProperties",
          "builder",
          "value",
          "$dollar",
          "toString");

  private static final List<String> SCHEMAS =
      List.of(
          "{'type': 'integer', 'nullable': true}",
          "{'type': ['string', 'null']}",
          "{'type': ['string', 'integer', 'boolean']}",
          "{'anyOf': [{'type': 'number'}, {'type': 'null'}]}",
          "{'oneOf': [{'type': 'null'}, {'type': 'string', 'format': 'date'}]}",
          "{'oneOf': [{'type': 'object', 'properties': {'a': {'type': 'string'}}}, {'type': 'object', 'properties': {'b': {'type': 'string'}}}]}",
          "{'allOf': [{'$ref': '#/components/schemas/PublicSample'}]}",
          "{'allOf': [{'type': 'object', 'properties': {'a': {'type': 'string'}}}, {'type': 'object', 'properties': {'b': {'type': 'integer'}}}]}",
          "{'const': 'nap'}",
          "{'const': 7}",
          "{'type': 'string', 'enum': ['a', 'b-c', '1', 'class', '']}",
          "{'type': 'string', 'enum': ['a', 'A', 'unknown']}",
          "{'type': 'integer', 'enum': [1, 2]}",
          "{'type': 'object', 'additionalProperties': {'type': 'number'}}",
          "{'type': 'object', 'additionalProperties': {'$ref': '#/components/schemas/PublicSample'}}",
          "{'type': 'object', 'additionalProperties': true}",
          "{'type': 'object'}",
          "{}",
          "true",
          "{'type': 'object', 'properties': {'inner': {'type': 'object', 'properties': {'innermost': {'type': 'boolean'}}}}}",
          "{'type': 'array', 'items': {'type': 'array', 'items': {'type': 'integer'}}}",
          "{'type': 'array', 'items': {'type': 'string', 'enum': ['x', 'y']}}",
          "{'type': 'array'}",
          "{'$ref': '#/components/schemas/PublicSession', 'description': 'beside', 'deprecated': true}",
          "{'type': 'string', 'format': 'no-such-format'}",
          "{'type': 'string', 'format': 'uuid'}",
          "{'type': 'string', 'format': 'binary'}",
          "{'type': 'string', 'format': 'byte'}",
          "{'type': 'string', 'format': 'uri'}",
          "{'type': 'string', 'format': 'time'}",
          "{'type': 'string', 'format': 'duration'}",
          "{'type': 'number', 'format': 'float'}",
          "{'type': 'number', 'format': 'decimal'}",
          "{'type': 'integer', 'format': 'int64', 'default': 3}",
          "{'type': 'string', 'default': 'x', 'pattern': '^[a-z\\\\]*/$'}",
          "{'not': {'type': 'string'}}");

  private static final Pattern PAGE =
      Pattern.compile("^(MultiDocument|TimeSeries)Response|^Array_");

  /** A schema's name as a key or at the end of a reference, alone or inside the name of a page. */
  private static final Pattern SCHEMA_NAME =
      Pattern.compile(
          "(\"(?:#/components/schemas/)?(?:MultiDocumentResponse_|TimeSeriesResponse_)?)([A-Z][A-Za-z0-9]+)(_?\")");

  private final ObjectNode export;
  private final Random random;

  private ExportMutation(ObjectNode export, Random random) {
    this.export = export;
    this.random = random;
  }

  /** Returns a copy of an export with one to four changes. */
  static ObjectNode of(JsonNode export, long seed) {
    ExportMutation mutation = new ExportMutation(export.deepCopy(), new Random(seed));
    for (int i = 0; i <= mutation.random.nextInt(4); i++) {
      mutation.change();
    }
    return mutation.export;
  }

  /**
   * Returns a copy of an export in which many schemas have other names, by the patterns between
   * 1.28 and 1.35, and some have fewer properties or values, as in an older export.
   */
  static ObjectNode renamed(JsonNode export, long seed) {
    ExportMutation mutation = new ExportMutation(export.deepCopy(), new Random(seed));
    mutation.shrink();
    return renamed(mutation.export, mutation.otherNames());
  }

  /**
   * Removes one property or value of some schemas, if many remain. No schema loses its last use.
   */
  private void shrink() {
    for (JsonNode schema : export.at("/components/schemas")) {
      if (schema.path("properties").size() > 5 && random.nextInt(4) == 0) {
        dropValue((ObjectNode) schema.get("properties"));
      }
      if (schema.path("enum").size() > 3 && random.nextInt(4) == 0) {
        ((ArrayNode) schema.get("enum")).remove(random.nextInt(schema.get("enum").size()));
      }
    }
  }

  /** Returns other names for a third to all of the schemas; pages are named after their rows. */
  private Map<String, String> otherNames() {
    Map<String, String> others = new TreeMap<>();
    Set<String> taken = new HashSet<>();
    JsonNode schemas = export.at("/components/schemas");
    schemas.fieldNames().forEachRemaining(taken::add);
    int percent = 34 + random.nextInt(67);
    for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
      String name = schema.getKey();
      if (!PAGE.matcher(name).find() && random.nextInt(100) < percent) {
        String other = otherName(name);
        if (taken.add(other)) {
          others.put(name, other);
        }
      }
    }
    return others;
  }

  private String otherName(String name) {
    String core = name.replaceFirst("^Public", "").replaceFirst("(Model|Response|Row)$", "");
    return switch (random.nextInt(8)) {
      case 0, 1 -> core;
      case 2 -> core + "Model";
      case 3 -> "Public" + core;
      case 4 -> "Public" + core + "Row";
      case 5 -> core + "Response";
      case 6 -> core.replaceFirst("^(Modified|Daily)(?=.)", "") + any(List.of("Model", "Summary"));
      default -> "Public" + any(List.of("Modified", "Daily")) + core;
    };
  }

  private static ObjectNode renamed(JsonNode export, Map<String, String> others) {
    Matcher names = SCHEMA_NAME.matcher(export.toString());
    return (ObjectNode)
        parsed(
            names.replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1)
                            + others.getOrDefault(found.group(2), found.group(2))
                            + found.group(3))));
  }

  private void change() {
    switch (random.nextInt(12)) {
      case 0 -> drop(any(objectsOfNames()));
      case 1 -> rename(any(objectsOfNames()));
      case 2, 3, 4 -> retype();
      case 5 -> reorder(export);
      case 6 -> duplicateSchema();
      case 7 -> duplicatePath();
      case 8, 9 -> changeParameter();
      case 10 -> changeResponse();
      default -> nest();
    }
  }

  private void drop(ObjectNode names) {
    if (!names.isEmpty()) {
      names.remove(anyName(names));
    }
  }

  private void dropValue(ObjectNode properties) {
    String name = anyName(properties);
    if (properties.get(name).findValue("$ref") == null) {
      properties.remove(name);
    }
  }

  private void rename(ObjectNode names) {
    if (!names.isEmpty()) {
      names.set(any(NAMES), names.remove(anyName(names)));
    }
  }

  private void retype() {
    ObjectNode properties = any(properties());
    String name = properties.isEmpty() || random.nextInt(4) == 0 ? any(NAMES) : anyName(properties);
    properties.set(name, schema(any(SCHEMAS)));
  }

  private void nest() {
    ObjectNode properties = any(properties());
    if (!properties.isEmpty()) {
      String name = anyName(properties);
      String inner = properties.get(name).toString();
      String outer =
          any(
              List.of(
                  "{'type': 'array', 'items': %s}",
                  "{'anyOf': [%s, {'type': 'null'}]}",
                  "{'allOf': [%s]}",
                  "{'type': 'object', 'properties': {'inner': %s}}",
                  "{'type': 'object', 'additionalProperties': %s}"));
      properties.set(name, schema(outer.replace("%s", inner)));
    }
  }

  private void duplicateSchema() {
    ObjectNode schemas = (ObjectNode) export.at("/components/schemas");
    String name = anyName(schemas);
    String copy =
        any(
            List.of(
                "Public" + name,
                name + "Model",
                name.toLowerCase(Locale.ROOT),
                "List",
                "Document"));
    schemas.set(copy, schemas.get(name).deepCopy());
    any(properties()).set("copy", schema("{'$ref': '#/components/schemas/" + copy + "'}"));
  }

  private void duplicatePath() {
    ObjectNode paths = (ObjectNode) export.get("paths");
    String name = anyName(paths);
    paths.set(
        any(
            List.of(
                name + "/", name.replace("usercollection/", "usercollection/new_"), "/v3/other")),
        paths.get(name).deepCopy());
  }

  private void changeParameter() {
    if (any(operations()).get("parameters") instanceof ArrayNode parameters
        && !parameters.isEmpty()) {
      int chosen = random.nextInt(parameters.size());
      ObjectNode parameter = (ObjectNode) parameters.get(chosen);
      switch (random.nextInt(5)) {
        case 0 -> parameters.remove(chosen);
        case 1 -> parameters.add(parameter.deepCopy());
        case 2 -> parameter.put("name", any(NAMES));
        case 3 -> parameter.put("in", any(List.of("query", "header", "cookie", "path", "body")));
        default -> parameter.set("schema", schema(any(SCHEMAS)));
      }
    }
  }

  private void changeResponse() {
    ObjectNode operation = any(operations());
    ObjectNode responses = (ObjectNode) operation.get("responses");
    switch (random.nextInt(4)) {
      case 0 -> operation.remove("responses");
      case 1 -> responses.set(any(List.of("201", "2XX", "default", "OK")), responses.remove("200"));
      case 2 -> responses.set("200", schema("{}"));
      default -> {
        String type = any(List.of("text/csv", "application/octet-stream", "*/*", "nonsense"));
        ObjectNode content = JSON.createObjectNode();
        content.putObject(type).set("schema", schema(any(SCHEMAS)));
        responses.set("200", JSON.createObjectNode().set("content", content));
      }
    }
  }

  private List<ObjectNode> operations() {
    List<ObjectNode> found = new ArrayList<>();
    for (JsonNode path : export.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.get("responses") instanceof ObjectNode) {
          found.add((ObjectNode) operation);
        }
      }
    }
    return found;
  }

  private void reorder(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
      Collections.shuffle(members, random);
      object.removeAll();
      members.forEach(member -> object.set(member.getKey(), member.getValue()));
    }
    node.forEach(this::reorder);
  }

  private List<ObjectNode> properties() {
    List<ObjectNode> found = new ArrayList<>();
    collect(export, found);
    return found;
  }

  private List<ObjectNode> objectsOfNames() {
    List<ObjectNode> found = properties();
    found.add((ObjectNode) export.get("paths"));
    found.add((ObjectNode) export.at("/components/schemas"));
    return found;
  }

  private static void collect(JsonNode node, List<ObjectNode> found) {
    if (node.get("properties") instanceof ObjectNode properties) {
      found.add(properties);
    }
    node.forEach(child -> collect(child, found));
  }

  private String anyName(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return any(names);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static JsonNode schema(String text) {
    return parsed(text.replace('\'', '"'));
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
