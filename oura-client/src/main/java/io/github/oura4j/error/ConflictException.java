// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/**
 * Thrown when Oura returns status 409: the application already has a webhook subscription for this
 * event type and data type.
 *
 * <p>Update or renew the existing subscription instead of creating another one.
 */
public final class ConflictException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  ConflictException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        "a webhook subscription for this event type and data type already exists. Update or renew"
            + " it",
        request,
        response,
        details);
  }
}
