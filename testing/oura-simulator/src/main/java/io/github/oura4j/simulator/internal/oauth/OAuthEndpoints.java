// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import java.util.Optional;

/**
 * The two sets of OAuth endpoints; the date of an application's registration decides which it uses.
 */
public enum OAuthEndpoints {
  /** The endpoints of applications that are registered today. */
  CURRENT(
      "/oauth/v2/ext/oauth-authorize",
      "/oauth/v2/ext/oauth-token",
      "/oauth/v2/ext/oauth-revoke",
      "extapi:"),
  /** The endpoints of applications that were registered before 2026. */
  LEGACY("/oauth/authorize", "/oauth/token", "/oauth/revoke", "");

  private final String authorizePath;
  private final String tokenPath;
  private final String revokePath;
  private final String scopePrefix;

  OAuthEndpoints(String authorizePath, String tokenPath, String revokePath, String scopePrefix) {
    this.authorizePath = authorizePath;
    this.tokenPath = tokenPath;
    this.revokePath = revokePath;
    this.scopePrefix = scopePrefix;
  }

  /** Returns the set that contains a path. */
  public static Optional<OAuthEndpoints> at(String path) {
    for (OAuthEndpoints endpoints : values()) {
      if (endpoints.isAuthorize(path) || endpoints.isToken(path) || endpoints.isRevoke(path)) {
        return Optional.of(endpoints);
      }
    }
    return Optional.empty();
  }

  boolean isAuthorize(String path) {
    return path.equals(authorizePath);
  }

  boolean isToken(String path) {
    return path.equals(tokenPath);
  }

  boolean isRevoke(String path) {
    return path.equals(revokePath);
  }

  /** Returns the prefix of the scopes that an application requests. */
  String scopePrefix() {
    return scopePrefix;
  }
}
