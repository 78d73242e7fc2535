// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

/**
 * Thrown when a store that several processes share cannot be reached: the one in which a {@link
 * io.github.oura4j.limit.RequestLimiter} counts permits, or the one of a {@link
 * io.github.oura4j.credentials.TokenStore}. Nothing was sent to Oura because of that. This is not a
 * rate limit: see {@link ClientRateLimitException} and {@link RateLimitedException} for those.
 *
 * <p>Implementations of these interfaces throw it for failures that pass, such as a database that
 * restarts or a connection pool that is used up. A call waits for the store as long as its deadline
 * allows, and then ends with this exception.
 */
public final class StoreUnavailableException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which store could not be reached, and what to do. It must not contain a secret
   */
  public StoreUnavailableException(String message) {
    super(message);
  }
}
