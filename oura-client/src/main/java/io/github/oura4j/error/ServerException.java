// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/** Oura, or a gateway before it, failed (5xx). */
public final class ServerException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  ServerException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super("the server failed. Try again later", request, response, details);
  }
}
