// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.net.URI;

/**
 * An OAuth2 authorization request: the URI of the consent page to open in the person's browser, and
 * the state that links the later callback to this request.
 *
 * @param uri the URI of Oura's consent page, including all parameters
 * @param state the random value that the callback must repeat. Keep it in the person's session and
 *     pass it to {@link OAuthClient#parseCallback}: it protects against forged callbacks
 */
public record AuthorizationRequest(URI uri, String state) {
  /** Returns the host and path of the consent page but not the state. */
  @Override
  public String toString() {
    return "AuthorizationRequest[" + uri.getHost() + uri.getRawPath() + "]";
  }
}
