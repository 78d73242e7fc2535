// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * Thrown when a client is built in an environment that it cannot work in: a setting in an
 * environment variable or in the file {@code .env} is invalid, or a library on the class path is
 * too old.
 *
 * <p>The message names the setting and where it comes from, or the library, and says how to correct
 * it.
 */
public final class ConfigurationException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong and what to do, without secrets
   */
  public ConfigurationException(String message) {
    super(message);
  }
}
