// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import com.github.tomakehurst.wiremock.http.Response;
import java.util.function.Supplier;

/** What a test ordered for the next request to a path. */
sealed interface OrderedOutcome {
  /**
   * Returns the response.
   *
   * @param regular processes the request, and returns the regular response
   */
  Response respond(Supplier<Response> regular);

  /** Processes the request, and injects a fault into the response. */
  record Failure(ResponseFault fault) implements OrderedOutcome {
    @Override
    public Response respond(Supplier<Response> regular) {
      return fault.applyTo(regular.get());
    }
  }

  /** Sends another response, and does not process the request. */
  record Replacement(Response response) implements OrderedOutcome {
    @Override
    public Response respond(Supplier<Response> regular) {
      return response;
    }
  }
}
