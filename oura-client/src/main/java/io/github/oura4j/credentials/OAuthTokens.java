// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.internal.http.HeaderValues;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth2 token pair: an access token, and the refresh token with which the next pair is
 * obtained. Without a refresh token, the access token works until it expires. {@link #toString}
 * contains neither.
 *
 * @param accessToken the token that authorizes requests for data
 * @param refreshToken the token that can be exchanged once for the next pair, or null if Oura
 *     issued none
 * @param obtainedAt when the pair was received
 * @param expiresAt when the access token expires, or null if Oura did not specify it
 * @param grantedScopes the scopes that the person granted, which may be fewer than requested; empty
 *     if unknown
 */
public record OAuthTokens(
    String accessToken,
    @Nullable String refreshToken,
    Instant obtainedAt,
    @Nullable Instant expiresAt,
    Set<Scope> grantedScopes) {

  /**
   * Creates a token pair, for example from tokens that another program has stored.
   *
   * @param accessToken the access token
   * @param refreshToken the refresh token, or null if there is none
   * @param obtainedAt when the pair was received
   * @param expiresAt when the access token expires, or null if unknown
   * @param grantedScopes the scopes that the person granted; empty if unknown
   * @throws IllegalArgumentException if a token is blank or contains characters that are not
   *     allowed in a token
   */
  public OAuthTokens {
    HeaderValues.check(accessToken, "The access token");
    if (refreshToken != null) {
      HeaderValues.check(refreshToken, "The refresh token");
    }
    grantedScopes = Collections.unmodifiableSet(new LinkedHashSet<>(grantedScopes));
  }

  OAuthTokens withScopes(Set<Scope> scopes) {
    return new OAuthTokens(accessToken, refreshToken, obtainedAt, expiresAt, scopes);
  }

  /** Returns the timestamps and scopes but not the tokens. */
  @Override
  public String toString() {
    return "OAuthTokens[obtainedAt="
        + obtainedAt
        + ", expiresAt="
        + expiresAt
        + ", scopes="
        + grantedScopes
        + "]";
  }
}
