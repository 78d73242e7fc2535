// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/**
 * Thrown when Oura returns status 400 or 422: it rejects a parameter or the body of the request.
 *
 * <p>{@link #details()} names the invalid parameter where Oura does. Correct the request; sending
 * it again unchanged fails again.
 */
public final class InvalidRequestException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        request.uri().getPath().contains("/webhook/")
            ? "a parameter is invalid, or the callback URL did not respond correctly to Oura's"
                + " challenge; details() says which. Check the callback URL and the verification"
                + " token"
            : "a parameter is invalid; details() says which. Check dates, fields and ids",
        request,
        response,
        details);
  }
}
