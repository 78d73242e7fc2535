// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when no complete response was received: the connection failed, the timeout or the deadline
 * passed, or the connection was closed too early.
 *
 * <p>Oura may have processed the request, unless {@link #isUnsent} returns true. Requests that read
 * data can be sent again, and have already been retried according to the client's retry policy. If
 * the problem persists, check the network, the proxy and the base URL. The cause consists of the
 * classes and stack traces of the original exceptions, without their messages.
 */
public final class OuraIoException extends OuraException {
  private static final long serialVersionUID = 1L;

  /** Whether the request certainly did not reach Oura. */
  private final boolean unsent;

  /**
   * Creates an exception without a cause.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public OuraIoException(String message) {
    this(message, false, null);
  }

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   * @param unsent whether the request certainly did not reach Oura
   * @param cause the cause, for the log; its message must not contain secrets and health values.
   *     Null if there is none
   */
  public OuraIoException(String message, boolean unsent, @Nullable Throwable cause) {
    super(message, cause);
    this.unsent = unsent;
  }

  /**
   * Returns whether the request certainly did not reach Oura, because none of its attempts
   * established a connection.
   *
   * @return true if nothing was sent in any attempt; false if Oura may have processed the request
   */
  public boolean isUnsent() {
    return unsent;
  }
}
