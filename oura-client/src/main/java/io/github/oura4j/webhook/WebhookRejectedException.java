// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.error.OuraException;

/**
 * What came to the callback is not to be trusted, or is no event. Answer it with {@link #status()}
 * and an empty body; the message is for the log.
 */
public final class WebhookRejectedException extends OuraException {
  private static final long serialVersionUID = 1L;

  /** The HTTP status to answer with. */
  private final int status;

  WebhookRejectedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /**
   * Returns the HTTP status to answer with.
   *
   * @return 400 for what is no event or challenge, 401 for a signature or time stamp that proves
   *     nothing, 403 for another's verification token, 409 for a replay, 413 for too large a body
   */
  public int status() {
    return status;
  }
}
