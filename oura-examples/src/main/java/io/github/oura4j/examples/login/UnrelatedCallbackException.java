// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.login;

/** A callback that does not belong to the authorization request that the program waits for. */
public final class UnrelatedCallbackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public UnrelatedCallbackException() {
    super("The callback does not belong to the authorization request.");
  }
}
