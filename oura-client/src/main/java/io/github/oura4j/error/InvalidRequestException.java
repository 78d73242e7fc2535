// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/** Oura refused the request as invalid (400, 422). */
public final class InvalidRequestException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        "a parameter is invalid; details() says which. Check dates, fields and ids",
        request,
        response,
        details);
  }
}
