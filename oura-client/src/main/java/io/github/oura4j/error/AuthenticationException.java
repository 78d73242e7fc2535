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

  /**
   * Creates an exception for a response.
   *
   * @param advice what the status means and what to do
   * @param request the request that was rejected
   * @param response the response
   * @param details what the server said in its own words
   */
  public AuthenticationException(
      String advice, OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(advice, request, response, details);
  }
}
