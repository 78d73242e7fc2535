// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * OAuth2 credentials that take a person's token pair from a store and refresh it shortly before the
 * access token expires.
 *
 * <p>Oura rotates refresh tokens: each works once, and the reuse of one may revoke all access. A
 * refresh therefore takes these steps while it holds the person's lock in the store:
 *
 * <ol>
 *   <li>Read the stored record. If another thread or process has already refreshed the pair, use
 *       the stored one.
 *   <li>Save the intent: the same pair, marked with {@link StoredTokens#refreshSentAt}.
 *   <li>Send the refresh token.
 *   <li>Save the next pair, which replaces the intent.
 *   <li>Use the next pair.
 * </ol>
 *
 * <p>An intent that is found at the first step was left by a process that crashed, or lost the
 * response, between the steps 2 and 4. Its refresh token may have been used and is not sent again:
 * the person has to authorize again.
 */
final class RotatingCredentials implements Credentials {
  /** A token rejected this soon lacks a scope or membership, which no refresh can add. */
  private static final Duration MIN_AGE_FOR_REFRESH = Duration.ofMinutes(1);

  /** The time between attempts to refresh early while the access token is still valid. */
  private static final Duration BACKOFF = Duration.ofSeconds(30);

  /** The refresh margin is at most the token's lifetime divided by this number. */
  private static final int MAX_MARGIN_DIVISOR = 4;

  private final OAuthClient oauth;
  private final TokenStore store;
  private final String person;
  private final Clock clock;
  private final Duration margin;

  private volatile @Nullable OAuthTokens current;
  private volatile @Nullable UnsavedPair unsaved;
  private volatile Instant nextAttemptAt = Instant.MIN;

  /**
   * A pair that Oura issued but the store failed to save.
   *
   * @param intent the stored record of the refresh that returned the pair
   */
  private record UnsavedPair(StoredTokens intent, OAuthTokens pair) {}

  RotatingCredentials(
      OAuthClient oauth, TokenStore store, String person, Clock clock, Duration margin) {
    this.oauth = oauth;
    this.store = store;
    this.person = person;
    this.clock = clock;
    this.margin = margin;
  }

  @Override
  public String accessToken() {
    OAuthTokens cached = current;
    return (cached != null && needsNoRefresh(cached, null) ? cached : newest(null)).accessToken();
  }

  @Override
  public Optional<String> refreshAfter(String rejectedToken) {
    String newest = newest(rejectedToken).accessToken();
    return newest.equals(rejectedToken) ? Optional.empty() : Optional.of(newest);
  }

  @Override
  public Set<Scope> grantedScopes() {
    OAuthTokens cached = current;
    return (cached != null ? cached : stored().tokens()).grantedScopes();
  }

  private OAuthTokens newest(@Nullable String rejected) {
    OAuthTokens stored = stored().tokens();
    OAuthTokens newest =
        needsNoRefresh(stored, rejected) || isBackingOff(stored, rejected)
            ? stored
            : onSeparateThread(() -> store.withLock(person, () -> refreshIfNeeded(rejected)));
    current = newest;
    return newest;
  }

  /**
   * Runs a refresh on a separate thread, which no caller can interrupt: an interrupt between
   * sending the refresh token and saving the next pair would lose that pair. An interrupted caller
   * stops waiting while the refresh completes. The thread is not a daemon, so that the JVM does not
   * exit in the middle of a refresh.
   */
  private static OAuthTokens onSeparateThread(Callable<OAuthTokens> refresh) {
    FutureTask<OAuthTokens> task = new FutureTask<>(refresh);
    Thread thread = new Thread(task, "oura4j-refresh");
    thread.setDaemon(false);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for a token refresh, which continues in the"
              + " background.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  /** Carries out the steps of the class comment; the caller holds the lock. */
  private OAuthTokens refreshIfNeeded(@Nullable String rejected) {
    StoredTokens stored = stored();
    OAuthTokens previous = stored.tokens();
    if (needsNoRefresh(previous, rejected)) {
      return previous;
    }
    if (previous.refreshToken() == null) {
      throw noRefreshToken();
    }
    UnsavedPair pending = unsaved;
    if (pending != null && pending.intent().equals(stored)) {
      return save(pending);
    }
    if (stored.refreshSentAt() != null) {
      return previousOrThrow(possiblyUsed(stored.refreshSentAt()), previous, rejected);
    }
    StoredTokens intent = stored.withRefreshSentAt(clock.instant());
    store.save(person, intent);
    TokenResult result = oauth.tryRefresh(previous);
    if (result instanceof TokenResult.Failure failure) {
      if (failure.grantUnused()) {
        store.save(person, stored);
      }
      return previousOrThrow(failure.reason(), previous, rejected);
    }
    return save(new UnsavedPair(intent, result.tokens()));
  }

  /** Saves a pair before it is used. If that fails, the pair is kept for the next attempt. */
  private OAuthTokens save(UnsavedPair pending) {
    unsaved = pending;
    store.save(person, StoredTokens.of(pending.pair()));
    unsaved = null;
    return pending.pair();
  }

  /** Ignores a failed refresh as long as the previous access token is valid. */
  private OAuthTokens previousOrThrow(
      OuraException reason, OAuthTokens previous, @Nullable String rejected) {
    nextAttemptAt = clock.instant().plus(BACKOFF);
    if (isValid(previous, rejected)) {
      return previous;
    }
    throw reason;
  }

  private StoredTokens stored() {
    return store
        .find(person)
        .orElseThrow(
            () ->
                new CredentialsException(
                    "There are no tokens for "
                        + person
                        + " in "
                        + store
                        + ". Send the person to the consent page, and save the tokens."));
  }

  /** Returns whether a pair can be used without a refresh. */
  private boolean needsNoRefresh(OAuthTokens tokens, @Nullable String rejected) {
    Instant now = clock.instant();
    boolean needsReplacement =
        tokens.refreshToken() != null
            && tokens.accessToken().equals(rejected)
            && !now.isBefore(tokens.obtainedAt().plus(MIN_AGE_FOR_REFRESH));
    return !needsReplacement && !isDue(tokens, now);
  }

  private boolean isDue(OAuthTokens tokens, Instant now) {
    Instant expiresAt = tokens.expiresAt();
    if (expiresAt == null) {
      return false;
    }
    return !now.isBefore(expiresAt.minus(margin(tokens, expiresAt)));
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

  private boolean isBackingOff(OAuthTokens tokens, @Nullable String rejected) {
    return clock.instant().isBefore(nextAttemptAt) && isValid(tokens, rejected);
  }

  /** Returns whether an access token still works: it may be due for a refresh. */
  private boolean isValid(OAuthTokens tokens, @Nullable String rejected) {
    Instant expiresAt = tokens.expiresAt();
    boolean isExpired = expiresAt != null && !clock.instant().isBefore(expiresAt);
    return !isExpired && !tokens.accessToken().equals(rejected);
  }

  private ReauthorizationRequiredException noRefreshToken() {
    return new ReauthorizationRequiredException(
        "The access token of "
            + person
            + " has expired, and Oura issued no refresh token with it. Send the person to the"
            + " consent page again, and save the tokens.");
  }

  private ReauthorizationRequiredException possiblyUsed(@Nullable Instant sentAt) {
    return new ReauthorizationRequiredException(
        "The refresh token of "
            + person
            + " was sent at "
            + sentAt
            + ", but the next token pair was never saved: the program was stopped in between, or"
            + " the response was lost. The refresh token has probably been used, and sending it again"
            + " could revoke all access. Send the person to the consent page again, and save the"
            + " tokens. "
            + store
            + " is unchanged.");
  }

  /** Returns the person's key and the store but no token. */
  @Override
  public String toString() {
    return "Credentials[" + person + ", " + store + "]";
  }
}
