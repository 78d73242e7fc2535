// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Codes and tokens, kept in memory. A code and a refresh token work once; a refresh token that
 * comes a second time revokes everything that came of its grant.
 */
final class Grants {
  private final Clock clock;
  private final Duration accessTokenLifetime;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Grant> byRefreshToken = new HashMap<>();
  private final List<Grant> all = new ArrayList<>();
  private int issued;
  private int refreshes;
  private int reuses;

  /** What a code stands for, and the address that it was sent to. */
  private record Code(Grant grant, String redirect) {}

  Grants(Clock clock, Duration accessTokenLifetime) {
    this.clock = clock;
    this.accessTokenLifetime = accessTokenLifetime;
  }

  Duration accessTokenLifetime() {
    return accessTokenLifetime;
  }

  synchronized String newCode(Grant grant, String redirect) {
    String code = "simulated-code-" + ++issued;
    codes.put(code, new Code(grant, redirect));
    return code;
  }

  synchronized void burn(String code) {
    codes.remove(code);
  }

  /** Answers the grant of a code with its first pair, or empty when the code is not good. */
  synchronized Optional<Grant> exchange(String code, String redirect) {
    Code known = codes.remove(code);
    if (known == null || !known.redirect().equals(redirect)) {
      return Optional.empty();
    }
    all.add(known.grant());
    rotate(known.grant());
    return Optional.of(known.grant());
  }

  /** Answers the grant of a refresh token with its next pair, or empty when it is not good. */
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

  synchronized void endAccess() {
    all.forEach(Grant::endAccess);
  }

  synchronized Optional<Grant> openTo(String accessToken) {
    Instant now = clock.instant();
    return all.stream().filter(grant -> grant.isOpenTo(accessToken, now)).findFirst();
  }

  synchronized int refreshes() {
    return refreshes;
  }

  synchronized int reusedRefreshTokens() {
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
}
