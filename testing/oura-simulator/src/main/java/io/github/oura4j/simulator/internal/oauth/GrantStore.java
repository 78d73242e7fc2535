// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The authorization codes, grants and tokens, in memory. Codes and refresh tokens can be used once;
 * reusing a refresh token revokes its grant with all tokens. The oldest of each are forgotten, so
 * that a run of days does not fill the memory. Thread-safe.
 */
public final class GrantStore {
  private static final int CAPACITY = 10_000;

  private final Clock clock;
  private final Duration accessTokenLifetime;
  private final Map<String, PendingGrant> pendingByCode = new NewestEntries<>();
  private final Map<String, Grant> byRefreshToken = new NewestEntries<>();
  private final ArrayDeque<Grant> all = new ArrayDeque<>();
  private int issued;
  private int refreshes;
  private int reuses;

  /** The grant of an authorization code that was not exchanged yet, and its redirect URI. */
  private record PendingGrant(Grant grant, RedirectUri redirectUri) {}

  /**
   * Creates an empty store.
   *
   * @param accessTokenLifetime how long each access token is valid
   */
  public GrantStore(Clock clock, Duration accessTokenLifetime) {
    this.clock = clock;
    this.accessTokenLifetime = accessTokenLifetime;
  }

  Duration accessTokenLifetime() {
    return accessTokenLifetime;
  }

  synchronized String issueCode(Grant grant, RedirectUri redirectUri) {
    String code = "simulated-code-" + ++issued;
    pendingByCode.put(code, new PendingGrant(grant, redirectUri));
    return code;
  }

  synchronized void invalidateCode(String code) {
    pendingByCode.remove(code);
  }

  /** Returns the grant of a code with its first pair of tokens; empty if the code is invalid. */
  synchronized Optional<Grant> exchangeCode(String code, RedirectUri redirectUri) {
    PendingGrant pending = pendingByCode.remove(code);
    if (pending == null || !pending.redirectUri().equals(redirectUri)) {
      return Optional.empty();
    }
    if (all.size() == CAPACITY) {
      all.removeFirst();
    }
    all.addLast(pending.grant());
    rotate(pending.grant());
    return Optional.of(pending.grant());
  }

  /** Returns the grant of a refresh token with its next pair of tokens; empty if it is invalid. */
  synchronized Optional<Grant> refresh(String refreshToken) {
    Grant grant = byRefreshToken.get(refreshToken);
    if (grant == null || grant.isRevoked()) {
      return Optional.empty();
    }
    if (!grant.refreshToken().equals(refreshToken)) {
      reuses++;
      grant.revoke();
      return Optional.empty();
    }
    refreshes++;
    rotate(grant);
    return Optional.of(grant);
  }

  synchronized void revoke(String token) {
    all.stream()
        .filter(grant -> grant.accessToken().equals(token) || grant.refreshToken().equals(token))
        .forEach(Grant::revoke);
  }

  /** Expires all access tokens issued so far. */
  public synchronized void expireAccessTokens() {
    all.forEach(Grant::expireAccessToken);
  }

  /** Returns the grant of an access token; empty if the token is unknown, expired or revoked. */
  public synchronized Optional<Grant> findByAccessToken(String accessToken) {
    Instant now = clock.instant();
    return all.stream().filter(grant -> grant.accepts(accessToken, now)).findFirst();
  }

  /** Returns how many times a refresh token was exchanged for new tokens. */
  public synchronized int refreshes() {
    return refreshes;
  }

  /** Returns how many times a refresh token was reused. */
  public synchronized int reusedRefreshTokens() {
    return reuses;
  }

  private void rotate(Grant grant) {
    issued++;
    grant.rotate(
        "simulated-access-" + issued,
        "simulated-refresh-" + issued,
        clock.instant().plus(accessTokenLifetime));
    byRefreshToken.put(grant.refreshToken(), grant);
  }

  /** A map that forgets its oldest entry when it has too many. */
  private static final class NewestEntries<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > CAPACITY;
    }
  }
}
