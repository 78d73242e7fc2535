// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/**
 * Thrown when Oura returns status 403: it denies access to the person's data, usually because the
 * Oura membership has lapsed, or the application has no webhook subscription with the given id.
 *
 * <p>For data, retrying fails until the person has renewed the membership. For webhooks, list the
 * subscriptions and use an id from that list.
 */
public final class PermissionException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  PermissionException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        request.uri().getPath().contains("/webhook/")
            ? "this application has no such webhook subscription. List the subscriptions and use an"
                + " id from that list"
            : "this person's data is not available, usually because the Oura membership has lapsed."
                + " Retrying does not help until it is renewed",
        request,
        response,
        details);
  }
}
