// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when no usable credentials are available: none are configured, a token store or settings
 * file cannot be read or written, or Oura's OAuth2 endpoints reject the authorization code or the
 * application's client id and secret.
 *
 * <p>The message names the setting, file or endpoint and says how to correct it. Retrying without a
 * correction fails again. Subclasses stand for the cases that require an action by the person.
 */
public class CredentialsException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public CredentialsException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what happened and what to do, without secrets and health values
   * @param cause the cause, whose message must not contain secrets and health values either; null
   *     if there is none
   */
  public CredentialsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
