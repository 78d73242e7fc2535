// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.simulator.internal.http.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Changes documents as a newer version of Oura's schema could: some get unknown enum values or
 * unknown properties, lose required properties, or get values that do not fit the schema. The
 * content of a document decides which change it gets.
 */
final class SchemaDrift {
  private static final List<String> ENUM_PROPERTIES =
      List.of(
          "color",
          "day_summary",
          "design",
          "hardware_type",
          "intensity",
          "level",
          "mood",
          "recommendation",
          "sleep_analysis_reason",
          "source",
          "status",
          "type");
  private static final List<String> REQUIRED_PROPERTIES =
      List.of(
          "contributors",
          "episodes",
          "low_battery_alert",
          "met",
          "period",
          "tags",
          "time_in_bed",
          "timestamp_unix");

  /** Without these, a document belongs to no range, or cannot be found again. */
  private static final Set<String> ESSENTIAL_PROPERTIES =
      Set.of("id", "day", "start_day", "timestamp");

  private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*");

  private SchemaDrift() {}

  /** Changes the body of a response, a page of documents or a single one, and returns it. */
  static JsonNode applyTo(JsonNode body) {
    JsonNode data = body.get("data");
    if (data == null) {
      change((ObjectNode) body);
    } else {
      data.forEach(document -> change((ObjectNode) document));
    }
    return body;
  }

  private static void change(ObjectNode document) {
    CRC32 checksum = new CRC32();
    checksum.update(Json.bytes(document));
    switch ((int) (checksum.getValue() % 5)) {
      case 0 -> addProperties(document);
      case 1 -> ENUM_PROPERTIES.forEach(name -> setUnknownEnumValue(document, name));
      case 2 -> document.remove(REQUIRED_PROPERTIES);
      case 3 ->
          document.properties().stream()
              .filter(property -> !ESSENTIAL_PROPERTIES.contains(property.getKey()))
              .forEach(property -> property.setValue(invalid(property.getValue())));
      default -> {
        // A fifth of the documents stays as it is.
      }
    }
  }

  private static void addProperties(ObjectNode document) {
    document.put("new_text", "n\u00e9w").putNull("new_null");
    document.putObject("new_object").putArray("list").add(1).addNull().add("x");
    document.put("new_number", new BigDecimal("0.1234567890123456789012345"));
    document.put("unknownProperties", "new");
  }

  /** Returns a value that does not fit where another one does, of a kind that Oura has sent. */
  private static JsonNode invalid(JsonNode value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (value.getNodeType()) {
      case NUMBER ->
          value.isIntegralNumber()
              ? json.numberNode(value.decimalValue().add(new BigDecimal("0.5")))
              : json.numberNode(new BigDecimal("1e400"));
      case STRING ->
          TIMESTAMP.matcher(value.textValue()).matches()
              ? json.textNode("2026-02-30T23:10:00Z")
              : json.numberNode(17);
      case OBJECT -> {
        value.properties().forEach(property -> property.setValue(invalid(property.getValue())));
        yield value;
      }
      case ARRAY -> json.objectNode().set("list", value);
      case BOOLEAN -> json.textNode("yes");
      default -> value;
    };
  }

  private static void setUnknownEnumValue(ObjectNode document, String name) {
    if (document.path(name).isTextual()) {
      document.put(name, "value_of_tomorrow");
    }
  }
}
