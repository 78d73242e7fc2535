// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/** Oura's pages do not come to an end: a next token came twice. */
public final class OuraPagingException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   */
  public OuraPagingException(String message) {
    super(message);
  }
}
