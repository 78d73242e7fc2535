// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * Thrown when a response or a document cannot be decoded: it is not JSON, or is beyond what the
 * JSON parser accepts, or the value of its id, day or timestamp does not fit. In strict decoding,
 * every value that does not fit is an error.
 *
 * <p>The message names the document and the property, never a value. {@code OuraClient.raw()}
 * returns such a response undecoded; report the mismatch so that the schema can be corrected.
 */
public final class OuraDecodingException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public OuraDecodingException(String message) {
    super(message);
  }
}
