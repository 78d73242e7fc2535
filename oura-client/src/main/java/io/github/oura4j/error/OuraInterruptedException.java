// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * Thrown when the calling thread is interrupted while it waits for a response, a rate limit permit,
 * a retry or a token refresh. The thread's interrupt flag is set again.
 *
 * <p>Treat it as a request to stop, like {@link InterruptedException}. Oura may have processed the
 * request.
 */
public final class OuraInterruptedException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public OuraInterruptedException(String message) {
    super(message);
  }
}
