// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * The root of everything that a call of the Oura API can end with, beside wrong arguments.
 *
 * <p>Neither message nor cause holds an access token, a secret or a measured value.
 */
public abstract class OuraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   */
  protected OuraException(String message) {
    super(message);
  }
}
