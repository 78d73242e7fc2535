// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.error.OuraException;

/**
 * Thrown when a request to the callback URL is not authentic, or is not a valid event or challenge.
 * Respond with {@link #status()} and an empty body; log the message, but do not send it.
 */
public final class WebhookRejectedException extends OuraException {
  private static final long serialVersionUID = 1L;

  /** The HTTP status of the response. */
  private final int status;

  WebhookRejectedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /**
   * Returns the HTTP status to respond with.
   *
   * @return 400 if the request is not a valid event or challenge, 401 if its signature or timestamp
   *     is missing, invalid or too old, 403 if the verification token is wrong, 413 if the body is
   *     too large, 503 if the event is a duplicate of one that is still being handled
   */
  public int status() {
    return status;
  }
}
