// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says where an answer cannot be read and why, without a value of it: the messages of the parser
 * hold values.
 */
final class DecodingFailure {
  private static final Pattern HTML = Pattern.compile("(?s)\\s*<.*");
  private static final int BEGINNING = 64;

  private DecodingFailure() {}

  static String describe(ObjectMapper mapper, byte[] json, IOException failure) {
    String beginning =
        new String(json, 0, Math.min(json.length, BEGINNING), StandardCharsets.UTF_8);
    if (beginning.isBlank()) {
      return "it is empty.";
    }
    if (HTML.matcher(beginning).matches()) {
      return "it is an HTML page, as a gateway sends it, and no JSON.";
    }
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return place(mapping.getPath()) + document(mapper, json, mapping) + " " + reason(mapping);
    }
    if (failure instanceof JsonMappingException mapping) {
      return "it " + reason(mapping);
    }
    return "it is no JSON, or was cut off" + at(failure) + ".";
  }

  private static String place(List<JsonMappingException.Reference> path) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.toString();
  }

  /**
   * Names the document of a page by its id. Read a second time for this, since it may come after
   * the broken property.
   */
  private static String document(ObjectMapper mapper, byte[] json, JsonMappingException failure) {
    try {
      JsonNode node = mapper.readTree(json);
      for (JsonMappingException.Reference step : failure.getPath()) {
        if (node.path("id").isTextual()) {
          break;
        }
        node =
            step.getFieldName() == null
                ? node.path(step.getIndex())
                : node.path(step.getFieldName());
      }
      return node.path("id").isTextual() ? " (document " + node.path("id").asText() + ")" : "";
    } catch (IOException cutOff) {
      return "";
    }
  }

  private static String reason(JsonMappingException failure) {
    if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "is not a valid " + mismatch.getTargetType().getSimpleName() + ".";
    }
    return "is not of the type that the description promises, or was cut off" + at(failure) + ".";
  }

  private static String at(IOException failure) {
    JsonLocation location =
        failure instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
