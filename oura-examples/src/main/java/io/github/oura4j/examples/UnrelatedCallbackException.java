// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

/** A callback that does not belong to the authorization request that the program waits for. */
final class UnrelatedCallbackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnrelatedCallbackException() {
    super("The callback does not belong to the authorization request.");
  }
}
