// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * Thrown when a person has no usable tokens: none are stored, or the access token cannot be
 * refreshed because the refresh token has been used or revoked, or may have been used by a request
 * whose response was lost.
 *
 * <p>Send the person to Oura's consent page again and save the resulting token pair in the token
 * store. The store is unchanged until then, and the refresh token is not sent again.
 */
public final class ReauthorizationRequiredException extends CredentialsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public ReauthorizationRequiredException(String message) {
    super(message);
  }
}
