// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Sorts a description into a fixed order, so that the order of an export makes no difference. */
public final class CanonicalOrder {
  /** Keywords in the order that readers expect; the others follow alphabetically. */
  private static final List<String> KEYWORDS =
      Keywords.list(
          "openapi info servers operationId tags x-page-of x-in-sandbox x-of-data-type x-data-type constant path model kind scope webhook paths components name in $ref anyOf type format title version"
              + " summary description deprecated required enum default minimum maximum items properties"
              + " additionalProperties parameters requestBody responses headers content schema security securitySchemes");

  private static final List<String> PARAMETERS =
      Keywords.list(
          "document_id id start_date end_date start_datetime end_datetime next_token latest fields");

  private static final Comparator<String> BY_KEYWORD = ranked(KEYWORDS);
  private static final Comparator<String> BY_NAME = ranked(List.of("id"));
  private static final Comparator<String> BY_PARAMETER = ranked(PARAMETERS);

  private CanonicalOrder() {}

  public static ObjectNode of(ObjectNode description) {
    return object(description, false);
  }

  private static Comparator<String> ranked(List<String> first) {
    Comparator<String> byRank =
        Comparator.comparingInt(name -> first.contains(name) ? first.indexOf(name) : first.size());
    return byRank.thenComparing(Comparator.naturalOrder());
  }

  private static ObjectNode object(JsonNode object, boolean hasNames) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
    members.sort(Map.Entry.comparingByKey(hasNames ? BY_NAME : BY_KEYWORD));
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : members) {
      ordered.set(member.getKey(), value(hasNames ? "" : member.getKey(), member.getValue()));
    }
    return ordered;
  }

  /** Sorts a value by the rules of the keyword that it belongs to, if any. */
  private static JsonNode value(String keyword, JsonNode value) {
    if (value.isObject()) {
      return object(value, Keywords.holdsNames(keyword));
    }
    return value instanceof ArrayNode list ? list(keyword, list) : value;
  }

  private static ArrayNode list(String keyword, ArrayNode list) {
    List<JsonNode> items = new ArrayList<>();
    list.forEach(item -> items.add(value("", item)));
    switch (keyword) {
      case "required" -> items.sort(Comparator.comparing(JsonNode::asText, BY_NAME));
      case "parameters" ->
          items.sort(Comparator.comparing(item -> item.path("name").asText(), BY_PARAMETER));
      case "tags" -> items.sort(Comparator.comparing(item -> item.path("name").asText()));
      default -> {
        // The order of any other list has a meaning.
      }
    }
    return JsonNodeFactory.instance.arrayNode().addAll(items);
  }
}
