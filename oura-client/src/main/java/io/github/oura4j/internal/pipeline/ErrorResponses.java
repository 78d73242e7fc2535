// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.credentials.Scope;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.ErrorDetail;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.internal.json.JsonCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates the exceptions for error responses, with the details in their bodies. Oura's {@code
 * detail} property is either a message or a list of validation errors; a body in any other format,
 * such as a gateway's HTML page, yields no details.
 */
public final class ErrorResponses {
  private static final int UNAUTHORIZED = 401;

  private ErrorResponses() {}

  /**
   * Returns the exception for a response that is not a success.
   *
   * @param now the time by the client's clock, from which waits that the response names are counted
   */
  public static OuraApiException exception(
      OuraRequest request, OuraResponse response, Instant now) {
    List<ErrorDetail> details = details(response.body());
    return request
        .dataType()
        .map(Scope::requiredFor)
        .filter(scope -> response.status() == UNAUTHORIZED)
        .<OuraApiException>map(
            scope ->
                new AuthenticationException(
                    "the access token has expired, was revoked, is malformed or lacks the scope "
                        + scope.name()
                        + " that this data type requires. Get a new token, or ask the person to"
                        + " grant the scope",
                    request,
                    response,
                    details))
        .orElseGet(() -> OuraApiException.of(request, response, details, now));
  }

  /**
   * Returns the exception for a valid access token that lacks a scope.
   *
   * @param reason how the missing scope was detected, worded to precede {@code the scope NAME} in
   *     the message, such as {@code the person did not grant}
   */
  static AuthenticationException missingScope(
      Scope scope, String reason, OuraRequest request, OuraResponse response) {
    return new AuthenticationException(
        reason
            + " the scope "
            + scope.name()
            + " that this data type requires. A new token does not help: send the person to the"
            + " consent page again and request the scope",
        request,
        response,
        details(response.body()));
  }

  static List<ErrorDetail> details(byte[] body) {
    Object detail;
    try {
      detail = ((Map<?, ?>) JsonCodec.decode(body, Map.class, "The error response")).get("detail");
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
