// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/** The thread was interrupted while it waited for Oura. Its interrupt flag is set again. */
public final class OuraInterruptedException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   */
  public OuraInterruptedException(String message) {
    super(message);
  }
}
