// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.ErrorDetail;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.json.OuraJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what Oura says about an error, in either of its forms; what is neither says nothing. */
final class ErrorResponses {
  private ErrorResponses() {}

  static List<ErrorDetail> details(byte[] body) {
    Object detail;
    try {
      detail = ((Map<?, ?>) OuraJson.decode(body, Map.class, "The error")).get("detail");
    } catch (OuraDecodingException pageOfGateway) {
      return List.of();
    }
    if (detail instanceof String message) {
      return List.of(new ErrorDetail("", message));
    }
    if (detail instanceof List<?> complaints) {
      return complaints.stream()
          .filter(Map.class::isInstance)
          .map(complaint -> detail((Map<?, ?>) complaint))
          .toList();
    }
    return List.of();
  }

  private static ErrorDetail detail(Map<?, ?> complaint) {
    String place =
        complaint.get("loc") instanceof List<?> steps
            ? steps.stream().map(String::valueOf).collect(Collectors.joining("."))
            : "";
    return new ErrorDetail(place, text(complaint.get("msg")));
  }

  private static String text(@Nullable Object message) {
    return message == null ? "" : message.toString();
  }
}
