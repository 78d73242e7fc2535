// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a JSON object that can be sent only once, such as a token response: each value
 * is read on its own, so that none of them can make the others unreadable.
 *
 * @param values the values by name. Strings are strings, numbers have the text they were received
 *     with, and arrays are lists of the strings in them. Properties with other values are absent
 * @param complete whether the text is exactly one JSON object; otherwise the values are those
 *     before the error
 */
public record ObjectProperties(Map<String, Object> values, boolean complete) {
  /** The body has been received and is small, so its parts are not limited any further. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Reads the properties of an object, up to the first error. */
  public static ObjectProperties read(byte[] json) {
    Map<String, Object> values = new LinkedHashMap<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      while (isObject && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        Object value = value(parser);
        if (value == null) {
          values.remove(name);
        } else {
          values.put(name, value);
        }
      }
      return new ObjectProperties(values, isObject && parser.nextToken() == null);
    } catch (IOException malformed) {
      return new ObjectProperties(values, false);
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberLiteral(parser.getText());
      case START_ARRAY -> strings(parser);
      case START_OBJECT -> {
        parser.skipChildren();
        yield null;
      }
      default -> null;
    };
  }

  private static List<String> strings(JsonParser parser) throws IOException {
    List<String> strings = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        strings.add(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return strings;
  }
}
