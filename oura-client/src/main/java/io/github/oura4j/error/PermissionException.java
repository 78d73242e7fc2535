// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/**
 * Thrown when Oura returns status 403: it denies access to the person's data, usually because the
 * Oura membership has lapsed or, if the response says so, because the access token lacks a scope;
 * or the application has no webhook subscription with the given id.
 *
 * <p>For data, retrying fails until the person has renewed the membership or granted the scope that
 * the message names. For webhooks, list the subscriptions and use an id from that list.
 */
public final class PermissionException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  PermissionException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    this(
        request.isAboutWebhooks()
            ? "this application has no such webhook subscription. List the subscriptions and use an"
                + " id from that list"
            : "this person's data is not available, usually because the Oura membership has lapsed."
                + " Retrying does not help until it is renewed",
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
  public PermissionException(
      String advice, OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(advice, request, response, details);
  }
}
