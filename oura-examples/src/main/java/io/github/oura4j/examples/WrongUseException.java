// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

/** Arguments or options are wrong. The launcher prints the message and exits with status 2. */
final class WrongUseException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  WrongUseException(String message) {
    super(message);
  }
}
