// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

  /**
   * Makes the exception for documents that stand in memory, where no server answered.
   *
   * @return the exception, to be thrown by the caller
   */
  public static NotFoundException inMemory() {
    return new NotFoundException(
        OuraRequest.of("GET", URI.create("/in-memory"), Duration.ZERO),
        new OuraResponse(404, Map.of(), new byte[0]),
        List.of());
  }
}
