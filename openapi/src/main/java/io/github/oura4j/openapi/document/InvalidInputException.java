// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

/** Stops the program: something given to it cannot be taken, and the message names the place. */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }
}
