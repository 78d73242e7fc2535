// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

/**
 * The application that is registered for OAuth and webhooks.
 *
 * @param clientId the client id
 * @param clientSecret the client secret
 */
public record RegisteredApplication(String clientId, String clientSecret) {
  /** Omits the secret, so that it does not appear in logs. */
  @Override
  public String toString() {
    return "RegisteredApplication[clientId=" + clientId + "]";
  }
}
