// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.internal.credentials.StoreWait;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OAuth2 credentials that take a person's token pair from a store and refresh it shortly before the
 * access token expires.
 *
 * <p>While the access token is valid, a call uses it and waits for nothing: the {@link
 * TokenRefresher} obtains the next pair in the background. Only a call without a valid token waits
 * for a refresh.
 */
final class RotatingCredentials implements Credentials {
  private final TokenRefresher refresher;
  private final TokenLifetime lifetime;

  private volatile @Nullable OAuthTokens current;

  RotatingCredentials(TokenRefresher refresher, TokenLifetime lifetime) {
    this.refresher = refresher;
    this.lifetime = lifetime;
  }

  @Override
  public String accessToken() {
    return accessTokenFor(CallContext.unlimited());
  }

  @Override
  public String accessTokenFor(CallContext call) {
    OAuthTokens tokens = current(call);
    if (!lifetime.needsNoRefresh(tokens, null)) {
      tokens = lifetime.isValid(tokens) ? withoutWaiting(tokens, call) : refresh(null, call);
    }
    return tokens.accessToken();
  }

  /** Returns a newer pair if there is one already, and otherwise the valid one. */
  private OAuthTokens withoutWaiting(OAuthTokens valid, CallContext call) {
    OAuthTokens newest = refresher.newest();
    if (newest != null && lifetime.needsNoRefresh(newest, null)) {
      current = newest;
      return newest;
    }
    refresher.refreshInBackground(call);
    return valid;
  }

  @Override
  public Optional<String> refreshAfter(String rejectedToken) {
    return refreshAfter(rejectedToken, CallContext.unlimited());
  }

  @Override
  public Optional<String> refreshAfter(String rejectedToken, CallContext call) {
    String newest = refresh(rejectedToken, call).accessToken();
    return newest.equals(rejectedToken) ? Optional.empty() : Optional.of(newest);
  }

  private OAuthTokens refresh(@Nullable String rejected, CallContext call) {
    OAuthTokens newest = refresher.refresh(rejected, call);
    current = newest;
    return newest;
  }

  @Override
  public Set<Scope> grantedScopes() {
    return current(CallContext.unlimited()).grantedScopes();
  }

  private OAuthTokens current(CallContext call) {
    OAuthTokens cached = current;
    if (cached == null) {
      cached = StoreWait.until(call.deadline(), refresher::stored).tokens();
      current = cached;
    }
    return cached;
  }

  /** Returns the person's key and the store but no token. */
  @Override
  public String toString() {
    return "Credentials[" + refresher + "]";
  }
}
