// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

/** Stops the program: something given to it cannot be taken, and the message names the place. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
