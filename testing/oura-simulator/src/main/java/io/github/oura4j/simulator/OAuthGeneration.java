// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.util.Optional;

/** Oura has two sets of addresses; an application belongs to the one it was registered with. */
enum OAuthGeneration {
  CURRENT(
      "/oauth/v2/ext/oauth-authorize",
      "/oauth/v2/ext/oauth-token",
      "/oauth/v2/ext/oauth/revoke",
      "extapi:"),
  LEGACY("/oauth/authorize", "/oauth/token", "/oauth/revoke", "");

  private final String authorisePath;
  private final String tokenPath;
  private final String revokePath;
  private final String scopePrefix;

  OAuthGeneration(String authorisePath, String tokenPath, String revokePath, String scopePrefix) {
    this.authorisePath = authorisePath;
    this.tokenPath = tokenPath;
    this.revokePath = revokePath;
    this.scopePrefix = scopePrefix;
  }

  static Optional<OAuthGeneration> at(String path) {
    for (OAuthGeneration generation : values()) {
      if (generation.isAuthorise(path) || generation.isToken(path) || generation.isRevoke(path)) {
        return Optional.of(generation);
      }
    }
    return Optional.empty();
  }

  boolean isAuthorise(String path) {
    return path.equals(authorisePath);
  }

  boolean isToken(String path) {
    return path.equals(tokenPath);
  }

  boolean isRevoke(String path) {
    return path.equals(revokePath);
  }

  String scopePrefix() {
    return scopePrefix;
  }
}
