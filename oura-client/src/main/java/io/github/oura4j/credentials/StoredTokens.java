// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record that a {@link TokenStore} holds for one person: the newest token pair, and whether a
 * refresh of it is under way.
 *
 * <p>{@code refreshSentAt} records the intent to refresh: it is saved before the refresh token is
 * sent, and disappears when the next pair is saved. If it is still present while nobody holds the
 * person's lock, the process that sent the refresh token crashed, and the token must not be sent
 * again because it may have been used.
 *
 * @param tokens the newest token pair
 * @param refreshSentAt when the pair's refresh token was about to be sent; null if it has not been
 */
public record StoredTokens(OAuthTokens tokens, @Nullable Instant refreshSentAt) {

  /**
   * Returns a record for a token pair whose refresh token has not been sent.
   *
   * @param tokens the token pair
   * @return the record to store
   */
  public static StoredTokens of(OAuthTokens tokens) {
    return new StoredTokens(tokens, null);
  }

  /**
   * Returns a copy that records that the refresh token is about to be sent. Save it before sending
   * the request.
   *
   * @param when the current time
   * @return the record to store
   */
  public StoredTokens withRefreshSentAt(Instant when) {
    return new StoredTokens(tokens, when);
  }
}
