// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.credentials.Scope;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.ErrorDetail;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.error.PermissionException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.internal.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates the exceptions for error responses, with the details in their bodies. Oura's {@code
 * detail} property is either a message or a list of validation errors; a body in any other format,
 * such as a gateway's HTML page, yields no details.
 */
public final class ErrorResponses {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;
  private static final String REQUEST_THE_SCOPE =
      "A new token does not help: send the person to the consent page again and request the scope";

  private ErrorResponses() {}

  /**
   * Returns the exception for a response that is not a success.
   *
   * @param now the time by the client's clock, from which waits that the response names are counted
   */
  public static OuraApiException exception(
      OuraRequest request, OuraResponse response, Instant now) {
    List<ErrorDetail> details = details(response.body());
    int status = response.status();
    if (request.isAboutWebhooks()) {
      return status < SERVER_ERROR
          ? OuraApiException.of(request, response, details, now)
          : webhookFailure(request, response, details, now);
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      return accessFailure(request, response, details, now);
    }
    return OuraApiException.of(request, response, details, now);
  }

  private static OuraApiException webhookFailure(
      OuraRequest request, OuraResponse response, List<ErrorDetail> details, Instant now) {
    return ErrorText.callbackFailure(details, verificationToken(request))
        .or(() -> errorName(response, details))
        .<OuraApiException>map(
            text ->
                new ServerException(
                    "Oura's request to the callback URL failed: "
                        + text
                        + ". Check that the callback responds over HTTPS, with a complete chain of"
                        + " certificates",
                    request,
                    response,
                    details))
        .orElseGet(() -> OuraApiException.of(request, response, details, now));
  }

  private static Optional<String> errorName(OuraResponse response, List<ErrorDetail> details) {
    return details.isEmpty()
        ? ErrorText.errorName(new String(response.body(), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static Optional<String> verificationToken(OuraRequest request) {
    byte[] body = request.body();
    return body != null
            && object(body, "The request").get("verification_token") instanceof String token
        ? Optional.of(token)
        : Optional.empty();
  }

  /** The body decides where it says more than the status: Oura reports a scope as 401 and 403. */
  private static OuraApiException accessFailure(
      OuraRequest request, OuraResponse response, List<ErrorDetail> details, Instant now) {
    Optional<String> missingScope = ErrorText.missingScope(details);
    if (missingScope.isPresent()) {
      String advice =
          "the access token lacks the scope " + missingScope.get() + ". " + REQUEST_THE_SCOPE;
      return response.status() == UNAUTHORIZED
          ? new AuthenticationException(advice, missingScope.get(), request, response, details)
          : new PermissionException(advice, request, response, details);
    }
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

  /** Returns whether a response says that the access token lacks a scope. */
  static boolean namesMissingScope(OuraResponse response) {
    return ErrorText.missingScope(details(response.body())).isPresent();
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
            + " that this data type requires. "
            + REQUEST_THE_SCOPE,
        scope.name(),
        request,
        response,
        details(response.body()));
  }

  static List<ErrorDetail> details(byte[] body) {
    Object detail = object(body, "The error response").get("detail");
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

  /** Returns a JSON object, empty if the text is none. */
  private static Map<?, ?> object(byte[] json, String subject) {
    try {
      return (Map<?, ?>) JsonCodec.decode(json, Map.class, subject);
    } catch (OuraDecodingException notAnObject) {
      return Map.of();
    }
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
