// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/**
 * Thrown when Oura, or a gateway in front of it, returns a 5xx status.
 *
 * <p>Requests for data have already been retried according to the client's retry policy. Try again
 * later.
 */
public final class ServerException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  ServerException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super("the server failed. Try again later", request, response, details);
  }
}
