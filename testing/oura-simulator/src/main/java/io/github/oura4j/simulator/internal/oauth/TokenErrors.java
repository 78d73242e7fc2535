// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import io.github.oura4j.simulator.internal.http.SimulatedResponse;
import java.util.Map;

/**
 * The error responses of the token endpoints. The two generations of endpoints report the same
 * error with different statuses, and the same status for different errors.
 */
final class TokenErrors {
  private TokenErrors() {}

  static SimulatedResponse of(int status, String error) {
    return new SimulatedResponse(status, Map.of("error", error));
  }

  /** Returns the error for a wrong client id or client secret. */
  static SimulatedResponse invalidClient(OAuthEndpoints endpoints) {
    return endpoints == OAuthEndpoints.CURRENT
        ? of(401, "invalid_client")
        : new SimulatedResponse(
            400, Map.of("error", "invalid_client", "error_description", "Invalid client_id."));
  }

  /** Returns the error for an application that belongs to the other generation of endpoints. */
  static SimulatedResponse ofOtherGeneration(OAuthEndpoints endpoints, boolean isExchange) {
    return endpoints == OAuthEndpoints.CURRENT
        ? invalidClient(endpoints)
        : of(isExchange ? 401 : 400, "invalid_request");
  }

  /** Returns the error for a code that was used, or issued for another redirect URI. */
  static SimulatedResponse invalidCode() {
    return of(400, "invalid_grant");
  }

  /** Returns the error for a refresh token that was used or revoked. */
  static SimulatedResponse invalidRefreshToken(OAuthEndpoints endpoints) {
    return of(endpoints == OAuthEndpoints.CURRENT ? 401 : 400, "invalid_grant");
  }
}
