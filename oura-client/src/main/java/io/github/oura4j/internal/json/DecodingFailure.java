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
import java.util.regex.Pattern;

/**
 * Describes where and why JSON could not be decoded, without any value of it. Jackson's own
 * messages cannot be used, because they contain values.
 */
final class DecodingFailure {
  private static final Pattern HTML = Pattern.compile("(?s)\\s*<.*");
  private static final int PREFIX_BYTES = 64;

  private DecodingFailure() {}

  static String describe(ObjectMapper mapper, byte[] json, IOException failure) {
    String prefix =
        new String(json, 0, Math.min(json.length, PREFIX_BYTES), StandardCharsets.UTF_8);
    if (prefix.isBlank()) {
      return "it is empty.";
    }
    if (HTML.matcher(prefix).matches()) {
      return "it is an HTML page, perhaps from a gateway, and not JSON.";
    }
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return path(mapping) + documentId(mapper, json, mapping) + " " + reason(mapping);
    }
    if (failure instanceof JsonMappingException mapping) {
      return "it " + reason(mapping);
    }
    return "it is not JSON, or is truncated" + location(failure) + ".";
  }

  /** Returns the path to the invalid property, such as {@code data[1].contributors.deep_sleep}. */
  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  /**
   * Returns the id of the document that contains the invalid property, in parentheses, or an empty
   * string. Parses the JSON a second time, because the id may come after that property.
   */
  private static String documentId(ObjectMapper mapper, byte[] json, JsonMappingException failure) {
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
    } catch (IOException truncated) {
      return "";
    }
  }

  private static String reason(JsonMappingException failure) {
    if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "is not a valid " + mismatch.getTargetType().getSimpleName() + ".";
    }
    return "does not have the type that Oura documents, or is truncated" + location(failure) + ".";
  }

  private static String location(IOException failure) {
    JsonLocation location =
        failure instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
