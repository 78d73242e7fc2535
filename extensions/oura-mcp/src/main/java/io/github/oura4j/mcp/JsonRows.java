// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.json.OuraJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Documents as JSON objects with Oura's names, shortened so that they fit a model's context. */
final class JsonRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> WHEN = List.of("day", "start_day", "timestamp");
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_LIST = 20;

  private JsonRows() {}

  /** Returns a document or sample as a JSON object, with the properties that Oura added. */
  static ObjectNode of(Object document) {
    try {
      return (ObjectNode) JSON.readTree(OuraJson.write(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A document was not written as JSON.");
    }
  }

  /** Returns a document without what a person does not ask for. */
  static ObjectNode ofDocument(Object document) {
    ObjectNode row = of(document);
    row.remove(List.of("id", "day", "timestamp"));
    return row;
  }

  /** Keeps the properties with the given names, and the day or time to which they belong. */
  static void select(ObjectNode row, List<String> names) {
    if (!names.isEmpty()) {
      row.retain(Stream.concat(names.stream(), WHEN.stream()).toList());
    }
  }

  /**
   * Replaces long texts and lists by what they contain.
   *
   * @param cut receives the names of the properties that were shortened
   */
  static void shorten(ObjectNode row, Set<String> cut) {
    for (Map.Entry<String, JsonNode> property : row.properties()) {
      JsonNode value = property.getValue();
      JsonNode shorter = shorter(value);
      if (!shorter.equals(value)) {
        property.setValue(shorter);
        cut.add(property.getKey());
      }
    }
  }

  /** Keeps only what says which document a row is. */
  static void keepIdentity(ObjectNode row) {
    row.retain(Stream.concat(Stream.of("id"), WHEN.stream()).toList());
  }

  private static JsonNode shorter(JsonNode value) {
    if (value.path("items") instanceof ArrayNode items && items.size() > LONGEST_LIST) {
      ObjectNode summary = value.deepCopy();
      summary.set("items", JSON.valueToTree(summarize(items)));
      return summary;
    }
    if (value.isTextual() && value.textValue().length() > LONGEST_TEXT) {
      return JsonNodeFactory.instance.textNode(
          "%d characters, shortened: %s..."
              .formatted(
                  value.textValue().length(), value.textValue().substring(0, LONGEST_TEXT / 4)));
    }
    if (value.toString().length() > 20 * LONGEST_TEXT) {
      return JsonNodeFactory.instance.textNode(
          value.toString().length() + " characters of JSON, left out");
    }
    return value;
  }

  private static Map<String, Object> summarize(ArrayNode items) {
    Numbers numbers = new Numbers();
    items.forEach(
        item -> {
          if (item.isNumber()) {
            numbers.add(item.doubleValue(), null);
          }
        });
    return numbers.isEmpty() ? Map.of("count", 0) : numbers.full();
  }
}
