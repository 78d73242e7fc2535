// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TokenStore} keeps for one person.
 *
 * @param tokens the newest pair
 * @param refreshSentAt when its refresh token was sent without the next pair being stored yet; null
 *     when it was not sent
 */
public record StoredTokens(OAuthTokens tokens, @Nullable Instant refreshSentAt) {

  /**
   * Returns a pair whose refresh token was not sent yet.
   *
   * @param tokens the pair
   * @return what to store
   */
  public static StoredTokens of(OAuthTokens tokens) {
    return new StoredTokens(tokens, null);
  }

  /**
   * Returns this pair with a note that its refresh token is about to be sent.
   *
   * @param when now
   * @return what to store before the request goes out
   */
  public StoredTokens withRefreshSentAt(Instant when) {
    return new StoredTokens(tokens, when);
  }
}
