// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.internal.http.HeaderValues;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token and the refresh token that brings the next pair, once. Its text form holds
 * neither.
 *
 * @param accessToken what requests are sent with
 * @param refreshToken what the next pair is asked with; it works once
 * @param obtainedAt when the pair came
 * @param expiresAt when the access token ends, or null when Oura did not say
 * @param grantedScopes what the person granted, which may be less than was asked for; empty when
 *     Oura did not say
 */
public record OAuthTokens(
    String accessToken,
    String refreshToken,
    Instant obtainedAt,
    @Nullable Instant expiresAt,
    Set<Scope> grantedScopes) {

  /**
   * Makes a pair, for instance of what another program kept.
   *
   * @param accessToken what requests are sent with
   * @param refreshToken what the next pair is asked with
   * @param obtainedAt when the pair came
   * @param expiresAt when the access token ends, or null
   * @param grantedScopes what the person granted
   * @throws IllegalArgumentException if a token is blank or holds characters that no token has
   */
  public OAuthTokens {
    HeaderValues.check(accessToken, "The access token");
    HeaderValues.check(refreshToken, "The refresh token");
    grantedScopes = Collections.unmodifiableSet(new LinkedHashSet<>(grantedScopes));
  }

  OAuthTokens withScopes(Set<Scope> scopes) {
    return new OAuthTokens(accessToken, refreshToken, obtainedAt, expiresAt, scopes);
  }

  /** Names times and scopes, and keeps the tokens to itself. */
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
