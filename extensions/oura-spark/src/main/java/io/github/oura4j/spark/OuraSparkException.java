// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.error.OuraException;

/**
 * Thrown when a query fails: an option is wrong, a version of a library is incompatible, a
 * checkpoint belongs to another stream, or a person could not be read. The message says what to do.
 */
public final class OuraSparkException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public OuraSparkException(String message) {
    super(message);
  }
}
