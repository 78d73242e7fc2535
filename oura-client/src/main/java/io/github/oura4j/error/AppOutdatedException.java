// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/** The person's phone app is too old for this data (426). */
public final class AppOutdatedException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  AppOutdatedException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        "the phone app of this person is outdated. Ask the person to update it",
        request,
        response,
        details);
  }
}
