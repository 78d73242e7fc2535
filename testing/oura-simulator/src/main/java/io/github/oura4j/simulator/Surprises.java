// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Turns answers into those of an Oura that has moved on: on some documents an enum value that
 * nobody knows, properties that nobody knows, and required ones missing. Which documents depends on
 * their text alone.
 */
final class Surprises {
  private static final List<String> ENUMS =
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
  private static final List<String> REQUIRED =
      List.of(
          "contributors",
          "episodes",
          "low_battery_alert",
          "met",
          "period",
          "tags",
          "time_in_bed",
          "timestamp_unix");

  private Surprises() {}

  /** Surprises with an answer: a page of documents, or a single one. */
  static JsonNode in(JsonNode answer) {
    JsonNode data = answer.get("data");
    if (data == null) {
      change((ObjectNode) answer);
    } else {
      data.forEach(document -> change((ObjectNode) document));
    }
    return answer;
  }

  private static void change(ObjectNode document) {
    CRC32 text = new CRC32();
    text.update(Json.bytes(document));
    switch ((int) (text.getValue() % 4)) {
      case 0 -> addProperties(document);
      case 1 -> ENUMS.forEach(name -> renew(document, name));
      case 2 -> document.remove(REQUIRED);
      default -> {
        // Most of what Oura sends is as expected.
      }
    }
  }

  private static void addProperties(ObjectNode document) {
    document.put("new_text", "n\u00e9w").putNull("new_null");
    document.putObject("new_object").putArray("list").add(1).addNull().add("x");
    document.put("new_number", new BigDecimal("0.1234567890123456789012345"));
  }

  private static void renew(ObjectNode document, String name) {
    if (document.path(name).isTextual()) {
      document.put(name, "value_of_tomorrow");
    }
  }
}
