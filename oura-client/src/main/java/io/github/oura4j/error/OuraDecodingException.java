// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * An answer came that is not what the description promises: no JSON, or a property of another type.
 */
public final class OuraDecodingException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   */
  public OuraDecodingException(String message) {
    super(message);
  }
}
