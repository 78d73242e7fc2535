// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.net.URI;

/**
 * Where to send a person, and what to know again when the person comes back.
 *
 * @param address the address of Oura's consent page
 * @param state what the callback has to bring back; keep it in the person's session, since it shows
 *     that the answer belongs to this question
 */
public record AuthorizationRequest(URI address, String state) {
  /** Keeps the state to itself. */
  @Override
  public String toString() {
    return "AuthorizationRequest[" + address.getHost() + address.getRawPath() + "]";
  }
}
