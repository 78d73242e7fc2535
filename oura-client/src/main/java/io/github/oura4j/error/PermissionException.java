// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/** Oura refused access (403). */
public final class PermissionException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  PermissionException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        request.uri().getPath().contains("/webhook/")
            ? "there is no such webhook subscription for this application. List the subscriptions"
                + " and use an id from there"
            : "this person's data is not available, usually because the Oura membership lapsed."
                + " Asking again will not help until it is renewed",
        request,
        response,
        details);
  }
}
