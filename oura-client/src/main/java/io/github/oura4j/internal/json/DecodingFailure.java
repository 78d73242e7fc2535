// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes where and why JSON could not be decoded, without any value of it. Jackson's own
 * messages cannot be used, because they contain values.
 */
final class DecodingFailure {
  /** Stands for the name of a property that no type has: such a name can be part of a value. */
  static final String UNKNOWN_PROPERTY = "(unknown property)";

  private static final Pattern HTML = Pattern.compile("(?s)\\s*<.*");
  private static final int PREFIX_BYTES = 64;
  private static final Pattern PRINTABLE_ID = Pattern.compile("[!-~]{1,100}");
  private static final String LIMITS = limits(StreamReadConstraints.defaults());

  private DecodingFailure() {}

  private static String limits(StreamReadConstraints parser) {
    return String.format(
        Locale.ROOT,
        "%,d levels of nesting, numbers of %,d digits, names of %,d characters, and text of %,d"
            + " characters",
        parser.getMaxNestingDepth(),
        parser.getMaxNumberLength(),
        parser.getMaxNameLength(),
        parser.getMaxStringLength());
  }

  static String describe(byte[] json, IOException failure) {
    String prefix =
        new String(json, 0, Math.min(json.length, PREFIX_BYTES), StandardCharsets.UTF_8);
    if (prefix.isBlank()) {
      return "it is empty.";
    }
    if (HTML.matcher(prefix).matches()) {
      return "it is an HTML page, perhaps from a gateway, and not JSON.";
    }
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return path(mapping) + documentId(json, mapping) + " " + reason(mapping);
    }
    return "it " + reason(failure);
  }

  /** Returns the path to the invalid property, such as {@code data[1].contributors.deep_sleep}. */
  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".")
            .append(step.getFrom() instanceof Map ? UNKNOWN_PROPERTY : step.getFieldName());
      }
    }
    return path.toString();
  }

  /**
   * Returns the id of the document that contains the invalid property, in parentheses, or an empty
   * string if it has none that can be printed. Parses the JSON a second time, because the id may
   * come after that property.
   */
  private static String documentId(byte[] json, JsonMappingException failure) {
    try {
      Object node = UnknownValues.decode(json);
      for (JsonMappingException.Reference step : failure.getPath()) {
        if (node instanceof Map<?, ?> object && object.get("id") instanceof String id) {
          return PRINTABLE_ID.matcher(id).matches() ? " (document " + id + ")" : "";
        }
        node = child(node, step);
      }
      return "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static @Nullable Object child(
      @Nullable Object node, JsonMappingException.Reference step) {
    if (node instanceof Map<?, ?> object) {
      return object.get(step.getFieldName());
    }
    return node instanceof List<?> array && step.getIndex() >= 0 && step.getIndex() < array.size()
        ? array.get(step.getIndex())
        : null;
  }

  private static String reason(IOException failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof StreamConstraintsException) {
        return "is beyond what the parser accepts: " + LIMITS + location(failure) + ".";
      }
      if (e instanceof StreamReadException && !(e instanceof InputCoercionException)) {
        return "is not JSON, or is truncated" + location(failure) + ".";
      }
    }
    if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "is not a valid " + mismatch.getTargetType().getSimpleName() + ".";
    }
    return "does not have the type that Oura documents" + location(failure) + ".";
  }

  private static String location(IOException failure) {
    JsonLocation location =
        failure instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
