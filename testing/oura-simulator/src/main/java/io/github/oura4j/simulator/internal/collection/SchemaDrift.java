// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.simulator.internal.http.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Changes documents as a newer version of Oura's schema could: some get unknown enum values or
 * unknown properties, or lose required properties. The content of a document decides which change
 * it gets.
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
    switch ((int) (checksum.getValue() % 4)) {
      case 0 -> addProperties(document);
      case 1 -> ENUM_PROPERTIES.forEach(name -> setUnknownEnumValue(document, name));
      case 2 -> document.remove(REQUIRED_PROPERTIES);
      default -> {
        // A quarter of the documents stays as it is.
      }
    }
  }

  private static void addProperties(ObjectNode document) {
    document.put("new_text", "n\u00e9w").putNull("new_null");
    document.putObject("new_object").putArray("list").add(1).addNull().add("x");
    document.put("new_number", new BigDecimal("0.1234567890123456789012345"));
  }

  private static void setUnknownEnumValue(ObjectNode document, String name) {
    if (document.path(name).isTextual()) {
      document.put(name, "value_of_tomorrow");
    }
  }
}
