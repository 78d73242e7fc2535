// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;

/**
 * Thrown when a response body is larger than the configured limit. Such a call is not retried: the
 * next response would be as large.
 */
public final class ResponseTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param limit the maximum size of a body in bytes
   */
  public ResponseTooLargeException(int limit) {
    super("the response is larger than " + limit + " bytes; raise maxBodyBytes to allow it");
  }
}
