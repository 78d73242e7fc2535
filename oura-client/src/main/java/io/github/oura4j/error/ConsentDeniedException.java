// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/** The person answered no on Oura's consent page. */
public final class ConsentDeniedException extends CredentialsException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   */
  public ConsentDeniedException(String message) {
    super(message);
  }
}
