// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * The refresh token of a person is spent, or may be: only the person can help, by agreeing once
 * more on Oura's consent page. What is stored stays as it is until then.
 */
public final class ReauthorizationRequiredException extends CredentialsException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   */
  public ReauthorizationRequiredException(String message) {
    super(message);
  }
}
