// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/** There are no credentials, or the place they should come from is broken. */
public class CredentialsException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   */
  public CredentialsException(String message) {
    super(message);
  }
}
