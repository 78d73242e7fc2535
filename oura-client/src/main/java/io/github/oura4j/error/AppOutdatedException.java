// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/**
 * Thrown when Oura returns status 426: the person's Oura app on the phone is too old to provide the
 * requested data.
 *
 * <p>Ask the person to update the app. Until then, every retry fails, too.
 */
public final class AppOutdatedException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  AppOutdatedException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        "this person's Oura app is outdated. Ask the person to update it",
        request,
        response,
        details);
  }
}
