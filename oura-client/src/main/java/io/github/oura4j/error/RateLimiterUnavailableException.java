// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * Thrown when the store in which a rate limiter counts permits cannot be reached, so that it is
 * unknown whether the request may be sent. Nothing was sent. This is not a rate limit: see {@link
 * ClientRateLimitException} and {@link RateLimitedException} for those.
 *
 * <p>Implementations of {@link io.github.oura4j.limit.RequestLimiter} throw it. The client retries
 * the call by its retry policy, and throws this exception when the attempts or the deadline of the
 * call are used up.
 */
public final class RateLimiterUnavailableException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which store could not be reached, and what to do. It must not contain a secret
   */
  public RateLimiterUnavailableException(String message) {
    super(message);
  }
}
