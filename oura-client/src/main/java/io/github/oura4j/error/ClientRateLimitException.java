// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import java.time.Instant;

/**
 * Thrown when this client's own rate limiter has no permit for a request and none becomes available
 * within the time that the request may wait. Nothing was sent to Oura.
 *
 * <p>Call again at {@link #retryAt()}, or allow a longer deadline for the call.
 */
public final class ClientRateLimitException extends OuraException {
  private static final long serialVersionUID = 1L;

  /** When a permit is expected. */
  private final Instant retryAt;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   * @param retryAt when a permit is expected
   */
  public ClientRateLimitException(String message, Instant retryAt) {
    super(message);
    this.retryAt = retryAt;
  }

  /**
   * Returns when a permit is expected to be available. This is an estimate: the wait becomes longer
   * if other requests acquire permits in the meantime.
   *
   * @return the earliest useful time for the next attempt
   */
  public Instant retryAt() {
    return retryAt;
  }
}
