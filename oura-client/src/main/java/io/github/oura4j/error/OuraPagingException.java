// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * Thrown while iterating over pages when Oura returns the same next token twice, which would make
 * the pagination endless.
 *
 * <p>The documents returned before are valid. Request a shorter range.
 */
public final class OuraPagingException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public OuraPagingException(String message) {
    super(message);
  }
}
