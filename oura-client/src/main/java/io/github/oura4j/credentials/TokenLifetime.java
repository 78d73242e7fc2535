// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an access token is still valid, and whether it is to be refreshed.
 *
 * @param clock the clock to compare the timestamps of a token pair with
 * @param margin how long before its expiration an access token is refreshed
 */
record TokenLifetime(Clock clock, Duration margin) {
  /** A token rejected this soon lacks a scope or membership, which no refresh can add. */
  private static final Duration MIN_AGE_FOR_REFRESH = Duration.ofMinutes(1);

  /** The refresh margin is at most the token's lifetime divided by this number. */
  private static final int MAX_MARGIN_DIVISOR = 4;

  /**
   * Returns whether a pair can be used without a refresh.
   *
   * @param rejected the access token that Oura has rejected, or null
   */
  boolean needsNoRefresh(OAuthTokens tokens, @Nullable String rejected) {
    Instant now = clock.instant();
    boolean needsReplacement =
        tokens.refreshToken() != null
            && tokens.accessToken().equals(rejected)
            && !isJustObtained(tokens, now);
    return !needsReplacement && !isDue(tokens, now);
  }

  /** Returns whether an access token still works: it may be due for a refresh. */
  boolean isValid(OAuthTokens tokens) {
    Instant expiresAt = tokens.expiresAt();
    return expiresAt == null || clock.instant().isBefore(expiresAt);
  }

  /**
   * Returns whether a pair was obtained a moment ago. A timestamp in the future was written while
   * the clock ran ahead, and says nothing about the age of the pair.
   */
  private static boolean isJustObtained(OAuthTokens tokens, Instant now) {
    return Duration.between(tokens.obtainedAt(), now).abs().compareTo(MIN_AGE_FOR_REFRESH) < 0;
  }

  private boolean isDue(OAuthTokens tokens, Instant now) {
    Instant expiresAt = tokens.expiresAt();
    return expiresAt != null && !now.isBefore(expiresAt.minus(margin(tokens, expiresAt)));
  }

  /** Returns how long before its expiration a token is refreshed; zero if it cannot be. */
  private Duration margin(OAuthTokens tokens, Instant expiresAt) {
    if (tokens.refreshToken() == null) {
      return Duration.ZERO;
    }
    Duration maxMargin =
        Duration.between(tokens.obtainedAt(), expiresAt).dividedBy(MAX_MARGIN_DIVISOR);
    return margin.compareTo(maxMargin) < 0 ? margin : maxMargin;
  }
}
