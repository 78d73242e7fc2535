// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/**
 * Thrown when Oura returns status 404: the person has no document with the requested id.
 *
 * <p>Check the id and whose access token is used. Immediately after a webhook event the document
 * may not be available yet: try again after a few seconds.
 */
public final class NotFoundException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  NotFoundException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        "this person has no such document. Right after a webhook event, it may take a moment to"
            + " become available",
        request,
        response,
        details);
  }
}
