// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Thrown when Oura, or a gateway in front of it, returns a 5xx status.
 *
 * <p>Requests for data have already been retried according to the client's retry policy. Try again
 * later. Oura's sandbox always responds with status 500 to requests for single documents.
 */
public final class ServerException extends OuraApiException {
  private static final long serialVersionUID = 1L;
  private static final Pattern SANDBOX_DOCUMENT =
      Pattern.compile(".*/v2/sandbox/usercollection/[^/]+/[^/]+");

  ServerException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(advice(request), request, response, details);
  }

  private static String advice(OuraRequest request) {
    return SANDBOX_DOCUMENT.matcher(request.uri().getPath()).matches()
        ? "Oura's sandbox responds with status 500 to requests for single documents. List the"
            + " documents instead"
        : "the server failed. Try again later";
  }
}
