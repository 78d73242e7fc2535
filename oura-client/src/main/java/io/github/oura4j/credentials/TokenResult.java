// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.OuraException;

/** What came of a request to the token address. */
sealed interface TokenResult {

  /** Returns the pair, or throws why there is none. */
  OAuthTokens tokens();

  /** A pair came. */
  record Pair(OAuthTokens tokens) implements TokenResult {}

  /**
   * None came.
   *
   * @param reason what to throw
   * @param untouched whether it is certain that what was sent has not been used up
   */
  record Failure(OuraException reason, boolean untouched) implements TokenResult {
    @Override
    public OAuthTokens tokens() {
      throw reason;
    }
  }
}
