// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.error.OuraException;

/**
 * Thrown when the tables of oura4j cannot be created or used: the database cannot be reached, its
 * schema is missing or of another version, the server is too old, or the name of the database, the
 * role, its password or its rights are wrong. The message says what to do.
 */
public final class SchemaException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong and what to do, without secrets
   */
  public SchemaException(String message) {
    super(message);
  }
}
