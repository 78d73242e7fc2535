// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;

/** Too many requests were sent (429). */
public final class RateLimitedException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  RateLimitedException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        "the rate limit is used up. Send less, or wait as long as Retry-After says",
        request,
        response,
        details);
  }
}
