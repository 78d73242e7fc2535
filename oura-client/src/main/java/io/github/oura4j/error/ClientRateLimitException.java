// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import java.time.Instant;

/**
 * The client's own rate limit did not let the request go, now or within the time it may wait.
 * Nothing was sent.
 */
public final class ClientRateLimitException extends OuraException {
  private static final long serialVersionUID = 1L;

  /** When the request could have gone. */
  private final Instant retryAt;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   * @param retryAt when the request could have gone
   */
  public ClientRateLimitException(String message, Instant retryAt) {
    super(message);
    this.retryAt = retryAt;
  }

  /**
   * Returns when the request could have gone, as far as can be told: who comes later waits longer.
   *
   * @return the time to come back
   */
  public Instant retryAt() {
    return retryAt;
  }
}
