// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/** Oura did not accept the credentials (401). */
public final class AuthenticationException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  AuthenticationException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    this(
        request.uri().getPath().contains("/webhook/")
            ? "the client id or the client secret of the application is wrong"
            : "Oura does not take the access token: it has run out, was withdrawn or is damaged, or"
                + " lacks the scope of this data type. Get a new token, or ask the person to grant"
                + " the scope",
        request,
        response,
        details);
  }

  private AuthenticationException(
      String advice, OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(advice, request, response, details);
  }

  /**
   * Makes the exception for a token that may have come to its end or lack a scope.
   *
   * @param scope the scope that the data type needs
   * @param request the request that was answered
   * @param response the answer
   * @param details what the server said in its own words
   * @return the exception, to be thrown by the caller
   */
  public static AuthenticationException perhapsScope(
      String scope, OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    return new AuthenticationException(
        "Oura does not take the access token: it has run out, was withdrawn or is damaged, or lacks"
            + " the scope "
            + scope
            + " that this data type needs. Get a new token, or ask the person to grant the scope",
        request,
        response,
        details);
  }

  /**
   * Makes the exception for a token that is good and lacks a scope.
   *
   * @param scope the scope that the data type needs
   * @param because how that is known, to stand before the scope
   * @param request the request that was answered
   * @param response the answer
   * @param details what the server said in its own words
   * @return the exception, to be thrown by the caller
   */
  public static AuthenticationException missingScope(
      String scope,
      String because,
      OuraRequest request,
      OuraResponse response,
      List<ErrorDetail> details) {
    return new AuthenticationException(
        because
            + " the scope "
            + scope
            + " that this data type needs. No new token helps: send the person to the consent page"
            + " again, and ask for the scope",
        request,
        response,
        details);
  }
}
