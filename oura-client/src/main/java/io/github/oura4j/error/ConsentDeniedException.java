// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * Thrown when the OAuth2 callback reports that the person denied access on Oura's consent page.
 *
 * <p>There is nothing to retry automatically: start a new authorization when the person wants to.
 */
public final class ConsentDeniedException extends CredentialsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public ConsentDeniedException(String message) {
    super(message);
  }
}
