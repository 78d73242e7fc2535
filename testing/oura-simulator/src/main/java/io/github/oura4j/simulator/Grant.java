// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one person allowed the application once, and the tokens that came of it. Not safe across
 * threads: {@link Grants} guards it.
 */
final class Grant {
  private final SimulatedPerson person;
  private final Set<String> scopes;
  private String accessToken = "";
  private String refreshToken = "";
  private Instant accessEnds = Instant.MIN;
  private boolean revoked;

  Grant(SimulatedPerson person, Set<String> scopes) {
    this.person = person;
    this.scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }

  SimulatedPerson person() {
    return person;
  }

  Set<String> scopes() {
    return scopes;
  }

  String accessToken() {
    return accessToken;
  }

  String refreshToken() {
    return refreshToken;
  }

  /** The former pair stops working: the access token at once, the refresh token for good. */
  void rotate(String newAccessToken, String newRefreshToken, Instant newAccessEnds) {
    accessToken = newAccessToken;
    refreshToken = newRefreshToken;
    accessEnds = newAccessEnds;
  }

  void endAccess() {
    accessEnds = Instant.MIN;
  }

  void revoke() {
    revoked = true;
  }

  boolean isRevoked() {
    return revoked;
  }

  boolean isOpenTo(String token, Instant now) {
    return !revoked && token.equals(accessToken) && now.isBefore(accessEnds);
  }
}
