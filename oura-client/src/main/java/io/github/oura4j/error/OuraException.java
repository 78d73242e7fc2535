// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import org.jspecify.annotations.Nullable;

/**
 * The base class of all exceptions that a call to the Oura API can throw, apart from those for
 * misuse, such as an invalid argument or a closed client.
 *
 * <p>The message says what happened, for which request or setting, and what to do. Neither the
 * message nor the cause contains an access token, a secret or a health value, so both can be
 * logged.
 */
public abstract class OuraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  protected OuraException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what happened and what to do, without secrets and health values
   * @param cause the cause, whose message must not contain secrets and health values either; null
   *     if there is none
   */
  protected OuraException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
