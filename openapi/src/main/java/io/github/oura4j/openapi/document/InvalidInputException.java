// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

/**
 * Stops the program: an input file or argument is invalid. The message names the location and the
 * remedy; it is shown without a stack trace.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }
}
