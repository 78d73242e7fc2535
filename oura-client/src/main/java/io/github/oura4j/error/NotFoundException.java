// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/** Oura has no such document (404). */
public final class NotFoundException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  NotFoundException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        "there is no such document for this person. Just after a webhook event it may "
            + "take a moment to appear",
        request,
        response,
        details);
  }
}
