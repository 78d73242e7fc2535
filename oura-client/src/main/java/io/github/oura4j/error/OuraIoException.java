// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * Thrown when no complete response was received: the connection failed, the timeout or the deadline
 * passed, or the connection was closed too early.
 *
 * <p>Oura may have processed the request. Requests that read data can be sent again, and have
 * already been retried according to the client's retry policy. If the problem persists, check the
 * network, the proxy and the base URL.
 */
public final class OuraIoException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public OuraIoException(String message) {
    super(message);
  }
}
