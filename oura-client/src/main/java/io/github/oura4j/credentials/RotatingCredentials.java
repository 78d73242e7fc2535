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
 * Stored OAuth2 tokens of one person, refreshed in time. A refresh token works once, so a refresh
 * takes these steps, under the store's lock: read what is stored, adopt it if another one has
 * refreshed already; store that the refresh token is about to be sent; send it; store the next
 * pair; only then use it. Whoever finds the note of the second step without the fourth knows that
 * somebody died in between, and does not send the token again.
 */
final class RotatingCredentials implements Credentials {
  /** A token that is refused so soon after it came lacks something that no refresh brings. */
  private static final Duration JUST_OBTAINED = Duration.ofMinutes(1);

  /** How long a failed refresh rests while the access token still works. */
  private static final Duration REST = Duration.ofSeconds(30);

  private static final int LARGEST_SHARE_OF_LIFE = 4;

  private final OAuthClient oauth;
  private final TokenStore store;
  private final String person;
  private final Clock clock;
  private final Duration margin;

  private volatile @Nullable OAuthTokens current;
  private volatile @Nullable Unstored unstored;
  private volatile Instant restsUntil = Instant.MIN;

  /**
   * A pair that Oura gave and the store did not take.
   *
   * @param in what the store held meanwhile
   */
  private record Unstored(StoredTokens in, OAuthTokens pair) {}

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
    OAuthTokens known = current;
    return (known != null && isGood(known, null) ? known : newest(null)).accessToken();
  }

  @Override
  public Optional<String> refreshAfter(String rejectedToken) {
    String newest = newest(rejectedToken).accessToken();
    return newest.equals(rejectedToken) ? Optional.empty() : Optional.of(newest);
  }

  @Override
  public Set<Scope> grantedScopes() {
    OAuthTokens known = current;
    return (known != null ? known : stored().tokens()).grantedScopes();
  }

  private OAuthTokens newest(@Nullable String rejected) {
    OAuthTokens stored = stored().tokens();
    OAuthTokens newest =
        isGood(stored, rejected) || isResting(stored, rejected)
            ? stored
            : undisturbed(() -> store.withLock(person, () -> refreshed(rejected)));
    current = newest;
    return newest;
  }

  /**
   * Works on a thread that nobody interrupts: what is interrupted between sending and storing would
   * lose the pair. The caller may stop waiting; the refresh goes on to its end.
   */
  private static OAuthTokens undisturbed(Callable<OAuthTokens> refresh) {
    FutureTask<OAuthTokens> task = new FutureTask<>(refresh);
    Thread thread = new Thread(task, "oura4j-refresh");
    thread.setDaemon(false);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for a refresh, which goes on without it.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  private OAuthTokens refreshed(@Nullable String rejected) {
    StoredTokens stored = stored();
    OAuthTokens former = stored.tokens();
    if (isGood(former, rejected)) {
      return former;
    }
    Unstored waiting = unstored;
    if (waiting != null && waiting.in().equals(stored)) {
      return store(waiting);
    }
    if (stored.refreshSentAt() != null) {
      return endure(perhapsSpent(stored.refreshSentAt()), former, rejected);
    }
    StoredTokens intent = stored.withRefreshSentAt(clock.instant());
    store.save(person, intent);
    TokenResult answer = oauth.tryRefresh(former);
    if (answer instanceof TokenResult.Failure failure) {
      if (failure.untouched()) {
        store.save(person, stored);
      }
      return endure(failure.reason(), former, rejected);
    }
    return store(new Unstored(intent, answer.tokens()));
  }

  /** Stores a pair before it is used; when that fails, keeps it until it succeeds. */
  private OAuthTokens store(Unstored pair) {
    unstored = pair;
    store.save(person, StoredTokens.of(pair.pair()));
    unstored = null;
    return pair.pair();
  }

  /** A refresh in time that failed does not matter while the access token works. */
  private OAuthTokens endure(OuraException reason, OAuthTokens former, @Nullable String rejected) {
    restsUntil = clock.instant().plus(REST);
    return usable(former, rejected).orElseThrow(() -> reason);
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
                        + ". Send the person to the consent page, and keep what comes of it."));
  }

  private boolean isGood(OAuthTokens tokens, @Nullable String rejected) {
    Instant now = clock.instant();
    if (tokens.accessToken().equals(rejected)) {
      return now.isBefore(tokens.obtainedAt().plus(JUST_OBTAINED)) && !isDue(tokens, now);
    }
    return !isDue(tokens, now);
  }

  private boolean isDue(OAuthTokens tokens, Instant now) {
    Instant end = tokens.expiresAt();
    if (end == null) {
      return false;
    }
    Duration share = Duration.between(tokens.obtainedAt(), end).dividedBy(LARGEST_SHARE_OF_LIFE);
    return !now.isBefore(end.minus(margin.compareTo(share) < 0 ? margin : share));
  }

  private boolean isResting(OAuthTokens tokens, @Nullable String rejected) {
    return clock.instant().isBefore(restsUntil) && usable(tokens, rejected).isPresent();
  }

  /** The former token, as long as it works: it may be due and not refused yet. */
  private Optional<OAuthTokens> usable(OAuthTokens tokens, @Nullable String rejected) {
    Instant end = tokens.expiresAt();
    boolean isOver = end != null && !clock.instant().isBefore(end);
    return isOver || tokens.accessToken().equals(rejected) ? Optional.empty() : Optional.of(tokens);
  }

  private ReauthorizationRequiredException perhapsSpent(@Nullable Instant sentAt) {
    return new ReauthorizationRequiredException(
        "The refresh token of "
            + person
            + " was sent at "
            + sentAt
            + ", and what came of it was never stored: the program was ended in between, or the"
            + " answer was lost. It is probably spent, and sending it again could end all access."
            + " Send the person to the consent page again, and keep what comes of it. "
            + store
            + " is unchanged.");
  }

  /** Names the person's key and the store, and no token. */
  @Override
  public String toString() {
    return "Credentials[" + person + ", " + store + "]";
  }
}
