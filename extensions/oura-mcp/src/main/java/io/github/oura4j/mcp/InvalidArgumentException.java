// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

/** Thrown when an argument of a tool is wrong; the message is a sentence that says what to do. */
final class InvalidArgumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidArgumentException(String message) {
    super(message);
  }
}
