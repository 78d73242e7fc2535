// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/** No whole answer came: the connection failed, took too long, or was cut off. */
public final class OuraIoException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   */
  public OuraIoException(String message) {
    super(message);
  }
}
