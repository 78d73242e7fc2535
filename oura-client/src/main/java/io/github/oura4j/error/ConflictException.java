// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/** Oura has this already (409). */
public final class ConflictException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  ConflictException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        "a webhook subscription for this event and data type exists. Update or renew that " + "one",
        request,
        response,
        details);
  }
}
