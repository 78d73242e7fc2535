// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when Oura returns status 401: it rejects the access token, or the application's client id
 * and secret for webhook requests.
 *
 * <p>The access token has expired, was revoked, is malformed, or lacks the scope of the requested
 * data type; Oura uses 401 for all of these. The message names the required scope where it is
 * known. Get a new access token, or send the person to the consent page to grant the scope. When
 * the credentials can refresh their token, the client has already done so and sent the request
 * again with the new one before this exception is thrown.
 */
public final class AuthenticationException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String missingScope;

  AuthenticationException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    this(
        request.isAboutWebhooks()
            ? "the application's client id or client secret is wrong. Check both"
            : "the access token has expired, was revoked, is malformed or lacks the scope of this"
                + " data type. Get a new token, or ask the person to grant the scope",
        request,
        response,
        details);
  }

  /**
   * Creates an exception for a response.
   *
   * @param advice what the status means and what to do, to complete the message; without the final
   *     period
   * @param request the request that failed
   * @param response the response
   * @param details the error details from the response body
   */
  public AuthenticationException(
      String advice, OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    this(advice, null, request, response, details);
  }

  /**
   * Creates an exception for the response to a request whose access token may lack a scope.
   *
   * @param advice what the status means and what to do, to complete the message; without the final
   *     period
   * @param missingScope the scope that is known to be missing; null if none is
   * @param request the request that failed
   * @param response the response
   * @param details the error details from the response body
   */
  public AuthenticationException(
      String advice,
      @Nullable String missingScope,
      OuraRequest request,
      OuraResponse response,
      List<ErrorDetail> details) {
    super(advice, request, response, details);
    this.missingScope = missingScope;
  }

  /**
   * Returns the scope that the access token lacks, such as {@code heartrate}. The token itself is
   * valid then, so a new one does not help: send the person to the consent page, and request the
   * scope.
   *
   * @return the scope; empty if it is not known that one is missing
   */
  public Optional<String> missingScope() {
    return Optional.ofNullable(missingScope);
  }
}
