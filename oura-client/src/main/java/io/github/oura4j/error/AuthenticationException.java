// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/** Oura did not accept the credentials (401). */
public final class AuthenticationException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  AuthenticationException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        "the access token is expired, malformed or revoked, or it lacks the scope of this "
            + "data type. Get a new token, or ask the person to grant the scope",
        request,
        response,
        details);
  }
}
