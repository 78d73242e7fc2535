// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;

/** The answer is larger than the limit of the client. It would be so the next time too. */
public final class ResponseTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param limit the number of bytes that are read at most
   */
  public ResponseTooLargeException(int limit) {
    super("the answer is larger than " + limit + " bytes; maxBodyBytes sets that limit");
  }
}
