// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.json.OuraJson;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What programs print with {@code --json}. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns properties of a document as Oura sends them; those that are missing are null. */
  static ObjectNode select(Object document, String... names) {
    try {
      JsonNode all = MAPPER.readTree(OuraJson.write(document));
      ObjectNode selected = object();
      for (String name : names) {
        JsonNode value = all.get(name);
        selected.set(name, value == null ? selected.nullNode() : value);
      }
      return selected;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("OuraJson has not written JSON.");
    }
  }

  /** Returns a time as Oura sends timestamps. */
  static String timestamp(ZonedDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }

  /** Returns an object with a property in each line. */
  static String print(Object object) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Numbers and text are not writable as JSON.", e);
    }
  }
}
