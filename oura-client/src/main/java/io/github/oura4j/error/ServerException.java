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
  private static final int GATEWAY_TIMEOUT = 504;
  private static final Pattern SANDBOX_DOCUMENT =
      Pattern.compile(".*/v2/sandbox/usercollection/[^/]+/[^/]+");

  ServerException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    this(advice(request, response.status()), request, response, details);
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
  public ServerException(
      String advice, OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(advice, request, response, details);
  }

  private static String advice(OuraRequest request, int status) {
    boolean challengesCallback = request.isAboutWebhooks() && !request.method().equals("GET");
    if (challengesCallback && status == GATEWAY_TIMEOUT) {
      return "a gateway stopped waiting while Oura challenged the callback URL, and the change is not"
          + " visible yet. Check that the callback responds, list the subscriptions after a few"
          + " minutes, and try again";
    }
    return SANDBOX_DOCUMENT.matcher(request.uri().getPath()).matches()
        ? "Oura's sandbox responds with status 500 to requests for single documents. List the"
            + " documents instead"
        : "the server failed. Try again later";
  }
}
