// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.OuraException;

/** The result of a request to the token endpoint: a token pair or a failure. */
sealed interface TokenResult {

  /** Returns the token pair, or throws the reason of the failure. */
  OAuthTokens tokens();

  /** A successful result with the new token pair. */
  record Pair(OAuthTokens tokens) implements TokenResult {}

  /**
   * A failed result.
   *
   * @param reason the exception to throw
   * @param grantUnused whether the code or refresh token that was sent is certainly still unused,
   *     so that it may be sent again
   */
  record Failure(OuraException reason, boolean grantUnused) implements TokenResult {
    @Override
    public OAuthTokens tokens() {
      throw reason;
    }
  }
}
