// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import io.github.oura4j.simulator.internal.person.PersonProfile;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One person's authorization of the application: the granted scopes and the newest pair of tokens.
 * Not thread-safe; {@link GrantStore} guards it.
 */
public final class Grant {
  private final PersonProfile person;
  private final Set<String> scopes;
  private String accessToken = "";
  private String refreshToken = "";
  private Instant accessTokenExpiration = Instant.MIN;
  private boolean revoked;

  Grant(PersonProfile person, Set<String> scopes) {
    this.person = person;
    this.scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }

  /** Returns the person who granted the scopes. */
  public PersonProfile person() {
    return person;
  }

  /** Returns the granted scopes, without prefix. */
  public Set<String> scopes() {
    return scopes;
  }

  String accessToken() {
    return accessToken;
  }

  String refreshToken() {
    return refreshToken;
  }

  /** Replaces both tokens, which invalidates the previous pair. */
  void rotate(String newAccessToken, String newRefreshToken, Instant newExpiration) {
    accessToken = newAccessToken;
    refreshToken = newRefreshToken;
    accessTokenExpiration = newExpiration;
  }

  void expireAccessToken() {
    accessTokenExpiration = Instant.MIN;
  }

  void revoke() {
    revoked = true;
  }

  boolean isRevoked() {
    return revoked;
  }

  boolean accepts(String token, Instant now) {
    return !revoked && token.equals(accessToken) && now.isBefore(accessTokenExpiration);
  }
}
