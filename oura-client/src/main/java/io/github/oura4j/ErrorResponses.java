// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.ErrorDetail;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.json.OuraJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the details of an error response. Oura's {@code detail} property is either a message or a
 * list of validation errors; a body in any other format, such as a gateway's HTML page, yields no
 * details.
 */
final class ErrorResponses {
  private ErrorResponses() {}

  static List<ErrorDetail> details(byte[] body) {
    Object detail;
    try {
      detail = ((Map<?, ?>) OuraJson.decode(body, Map.class, "The error response")).get("detail");
    } catch (OuraDecodingException notJson) {
      return List.of();
    }
    if (detail instanceof String message) {
      return List.of(new ErrorDetail("", message));
    }
    if (detail instanceof List<?> validationErrors) {
      return validationErrors.stream()
          .filter(Map.class::isInstance)
          .map(error -> detail((Map<?, ?>) error))
          .toList();
    }
    return List.of();
  }

  private static ErrorDetail detail(Map<?, ?> validationError) {
    String location =
        validationError.get("loc") instanceof List<?> segments
            ? segments.stream().map(String::valueOf).collect(Collectors.joining("."))
            : "";
    return new ErrorDetail(location, text(validationError.get("msg")));
  }

  private static String text(@Nullable Object message) {
    return message == null ? "" : message.toString();
  }
}
