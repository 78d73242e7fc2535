// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.internal.credentials.BackgroundTask;
import io.github.oura4j.internal.credentials.StoreWait;
import io.github.oura4j.internal.credentials.UnfinishedWork;
import io.github.oura4j.internal.util.RedactedCause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes the token pair of one person in one store, for all credentials that an OAuth2 client
 * has created for them.
 *
 * <p>Oura rotates refresh tokens: each works once, and the reuse of one may revoke all access. A
 * refresh therefore takes these steps while it holds the person's lock in the store:
 *
 * <ol>
 *   <li>Read the stored record. If another thread or process has already refreshed the pair, use
 *       the stored one.
 *   <li>Save the intent: the same pair, marked with {@link StoredTokens#refreshSentAt}.
 *   <li>Send the refresh token.
 *   <li>Save the next pair, which replaces the intent. While the store cannot be reached, this is
 *       tried again for a minute.
 *   <li>Use the next pair.
 * </ol>
 *
 * <p>An intent that is found at the first step was left by a process that crashed, or lost the
 * response, between the steps 2 and 4. Its refresh token may have been used and is not sent again:
 * the person has to authorize again.
 *
 * <p>A lock can be lost, for example with the connection to a database. Each save therefore
 * replaces only the record that it was made from, so that it cannot overwrite a newer one. In a
 * store whose locks can be lost, an intent of the last two minutes may belong to a process that is
 * about to save the pair, and counts as a store that cannot be reached for the moment.
 *
 * <p>There is at most one refresh at a time, on a thread of its own, and its outcome is that of all
 * calls that wait for it. No caller can interrupt it: an interrupt between sending the refresh
 * token and saving the next pair would lose that pair.
 *
 * <p>Failures are reported after the refresh has ended and its lock is released, so that a listener
 * may use the same credentials.
 */
final class TokenRefresher {
  /** The time after a failed refresh in which none is started for a token that is still valid. */
  private static final Duration BACKOFF = Duration.ofSeconds(30);

  /**
   * How long after an intent its pair can still be saved by a holder that has lost its lock: the
   * usual call timeout, and the time for which saving is tried.
   */
  private static final Duration PAIR_EXPECTED = Duration.ofMinutes(2);

  private final OAuthClient oauth;
  private final UnfinishedWork unfinished;
  private final TokenStore store;
  private final String person;
  private final TokenLifetime lifetime;
  private final UnsavedWork unsaved;

  private @Nullable Refresh latestRefresh;
  private volatile @Nullable OAuthTokens newest;
  private volatile @Nullable Instant failedAt;

  /** The last intent of this object. If it has no pair for it, nobody will save one. */
  private volatile @Nullable StoredTokens sentIntent;

  /**
   * A refresh that is under way, or has ended.
   *
   * @param rejected the access token for whose rejection it was started, or null
   */
  private record Refresh(@Nullable String rejected, BackgroundTask<OAuthTokens> task) {}

  TokenRefresher(
      OAuthClient oauth,
      UnfinishedWork unfinished,
      UnsavedWork.Entry entry,
      TokenLifetime lifetime) {
    this.oauth = oauth;
    this.unfinished = unfinished;
    this.store = entry.store();
    this.person = entry.person();
    this.lifetime = lifetime;
    this.unsaved = new UnsavedWork(entry);
  }

  /** Returns the result of the last successful refresh, or null if there was none. */
  @Nullable OAuthTokens newest() {
    return newest;
  }

  /** Starts a refresh of a valid token, unless one is under way or has failed a moment ago. */
  void refreshInBackground(CallContext call) {
    try {
      startIfDue(call);
    } catch (CredentialsException notStarted) {
      call.refreshFailures().accept(notStarted);
    }
  }

  private synchronized void startIfDue(CallContext call) {
    if (!isUnderWay() && !isBackingOff()) {
      start(null, call);
    }
  }

  /**
   * Waits for a refresh, and starts one if none is under way. If the store cannot be reached, it is
   * tried again until the deadline.
   *
   * @param rejected the access token that Oura has rejected, or null if it has expired
   * @throws OuraException if the refresh fails, cannot be started, or does not end in time
   */
  OAuthTokens refresh(@Nullable String rejected, CallContext call) {
    return StoreWait.until(call.deadline(), () -> refreshOnce(rejected, call));
  }

  private OAuthTokens refreshOnce(@Nullable String rejected, CallContext call) {
    while (true) {
      Refresh refresh = underWay(rejected, call);
      OAuthTokens pair = await(refresh, call);
      boolean wasForThisToken = Objects.equals(refresh.rejected(), rejected);
      if (wasForThisToken || lifetime.needsNoRefresh(pair, rejected)) {
        return pair;
      }
    }
  }

  private synchronized Refresh underWay(@Nullable String rejected, CallContext call) {
    Refresh latest = latestRefresh;
    return latest != null && isUnderWay() ? latest : start(rejected, call);
  }

  private boolean isUnderWay() {
    return latestRefresh != null && !latestRefresh.task().isDone();
  }

  /** A failure in the future happened while the clock ran ahead, and is ignored. */
  private boolean isBackingOff() {
    Instant failure = failedAt;
    Instant now = lifetime.clock().instant();
    return failure != null && !now.isBefore(failure) && now.isBefore(failure.plus(BACKOFF));
  }

  private Refresh start(@Nullable String rejected, CallContext call) {
    List<OuraException> failures = new ArrayList<>();
    try {
      Refresh started =
          new Refresh(
              rejected,
              BackgroundTask.start(
                  "oura4j-refresh",
                  () -> refreshOrExplain(rejected, failures::add),
                  () -> failures.forEach(call.refreshFailures())));
      latestRefresh = started;
      return started;
    } catch (RejectedExecutionException e) {
      failedAt = lifetime.clock().instant();
      throw notStarted(e);
    }
  }

  private OAuthTokens await(Refresh refresh, CallContext call) {
    try {
      return refresh.task().await(call.deadline()).orElseThrow(() -> deadlinePassed(call));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for a token refresh, which continues in the"
              + " background.");
    }
  }

  private OAuthTokens refreshOrExplain(
      @Nullable String rejected, Consumer<OuraException> failures) {
    try {
      OAuthTokens stored = stored().tokens();
      OAuthTokens pair =
          lifetime.needsNoRefresh(stored, rejected)
              ? stored
              : store.withLock(person, () -> refreshIfNeeded(rejected, failures));
      newest = pair;
      return pair;
    } catch (RuntimeException | Error e) {
      OuraException reason = e instanceof OuraException known ? known : unexpected(e);
      failedAt = lifetime.clock().instant();
      failures.accept(reason);
      throw reason;
    }
  }

  /** Carries out the steps of the class comment; the caller holds the lock. */
  private OAuthTokens refreshIfNeeded(@Nullable String rejected, Consumer<OuraException> failures) {
    StoredTokens stored = stored();
    if (lifetime.needsNoRefresh(stored.tokens(), rejected)) {
      return stored.tokens();
    }
    if (stored.tokens().refreshToken() == null) {
      throw noRefreshToken();
    }
    Optional<UnsavedWork.Pair> pending = unsaved.pairOf(stored);
    if (pending.isPresent()) {
      return save(pending.get());
    }
    if (stored.refreshSentAt() != null && !unsaved.isUnused(stored)) {
      throw isPairExpected(stored, stored.refreshSentAt())
          ? pairExpected(stored.refreshSentAt())
          : possiblyUsed(stored.refreshSentAt());
    }
    if (!unfinished.begin()) {
      throw closed();
    }
    try {
      return send(stored, failures);
    } finally {
      unfinished.end();
    }
  }

  /**
   * Returns whether a holder that lost its lock may be about to save the pair that belongs to an
   * intent. The clocks of two machines may differ.
   */
  private boolean isPairExpected(StoredTokens intent, Instant sentAt) {
    Duration age = Duration.between(sentAt, lifetime.clock().instant()).abs();
    return store.canLoseLock() && !intent.equals(sentIntent) && age.compareTo(PAIR_EXPECTED) < 0;
  }

  private OAuthTokens send(StoredTokens stored, Consumer<OuraException> failures) {
    // In milliseconds: a store that rounds would return another record than this one.
    Instant now = lifetime.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    StoredTokens intent = StoredTokens.of(stored.tokens()).withRefreshSentAt(now);
    // A save can fail and take effect nevertheless, even after later attempts have begun.
    unsaved.addUnusedIntent(intent);
    if (!store.replace(person, stored, intent)) {
      throw lockLost();
    }
    unsaved.removeUnusedIntents();
    sentIntent = intent;
    TokenResult result = oauth.tryRefresh(stored.tokens());
    if (result instanceof TokenResult.Failure failure) {
      if (failure.grantUnused()) {
        removeIntent(intent, failures);
      }
      throw failure.reason();
    }
    return save(new UnsavedWork.Pair(intent, result.tokens()));
  }

  /**
   * Removes the intent of a refresh that Oura did not process. If that fails, this object remembers
   * that the refresh token is still unused.
   */
  private void removeIntent(StoredTokens intent, Consumer<OuraException> failures) {
    unsaved.addUnusedIntent(intent);
    try {
      // If the record is another one by now, there is nothing to remove.
      boolean unused = store.replace(person, intent, StoredTokens.of(intent.tokens()));
      unsaved.removeUnusedIntents();
    } catch (CredentialsException | StoreUnavailableException e) {
      failures.accept(e);
    }
  }

  /**
   * Saves a pair before it is used. If that fails, the pair is kept for the next attempt.
   *
   * @return the pair, or the one that replaced the spent one meanwhile, which is newer
   */
  private OAuthTokens save(UnsavedWork.Pair pending) {
    unsaved.add(pending);
    StoredTokens next = StoredTokens.of(pending.tokens());
    boolean isSaved =
        StoreWait.until(
            Deadline.after(StoreWait.LIMIT, Ticker.system()), () -> replaceSpent(pending, next));
    Optional<StoredTokens> newest = isSaved ? Optional.of(next) : store.find(person);
    if (!isSaved && newest.filter(pending::succeeds).isPresent()) {
      // With the intent of another holder of the lock, whose refresh may still fail.
      throw lockLostAndPairKept();
    }
    unsaved.removePair();
    return newest.orElseThrow(this::noTokens).tokens();
  }

  /**
   * Replaces the intent, or the record before it: a database that switched to another server may
   * have lost the intent.
   */
  private boolean replaceSpent(UnsavedWork.Pair pending, StoredTokens next) {
    return store.replace(person, pending.intent(), next)
        || store.replace(person, pending.beforeIntent(), next);
  }

  /** Returns whether the store failed to save something. */
  boolean hasUnsaved() {
    return unsaved.exists();
  }

  /** Saves what the store failed to save before, unless that took effect nevertheless. */
  void saveUnsaved() {
    if (isUnsaved(stored())) {
      StoredTokens unused = store.withLock(person, this::saveUnsavedLocked);
    }
  }

  private StoredTokens saveUnsavedLocked() {
    StoredTokens stored = stored();
    Optional<UnsavedWork.Pair> pending = unsaved.pairOf(stored);
    if (pending.isPresent()) {
      return StoredTokens.of(save(pending.get()));
    }
    if (isUnsaved(stored)) {
      boolean unused = store.replace(person, stored, StoredTokens.of(stored.tokens()));
    }
    return stored;
  }

  private boolean isUnsaved(StoredTokens stored) {
    return unsaved.pairOf(stored).isPresent()
        || (stored.refreshSentAt() != null && unsaved.isUnused(stored));
  }

  StoredTokens stored() {
    return store.find(person).orElseThrow(this::noTokens);
  }

  private ReauthorizationRequiredException noTokens() {
    return new ReauthorizationRequiredException(
        "There are no tokens for "
            + person
            + " in "
            + store
            + ". Send the person to the consent page, and save the tokens.");
  }

  private OuraIoException deadlinePassed(CallContext call) {
    return new OuraIoException(
        "The access token of "
            + person
            + " must be refreshed first, and that did not end within the deadline of the call ("
            + call.deadline().total().toMillis()
            + " ms). The refresh continues in the background; try again"
            + " later.",
        true,
        null);
  }

  private CredentialsException notStarted(RejectedExecutionException e) {
    return new CredentialsException(
        "The access token of "
            + person
            + " cannot be refreshed: "
            + e.getMessage()
            + ". Raise the limits of threads and memory, or end threads that are not needed. The"
            + " refresh token is unused.");
  }

  private StoreUnavailableException lockLost() {
    return new StoreUnavailableException(
        "The record of "
            + person
            + " in "
            + store
            + " changed while this program held its lock, so the lock was lost, for example with the"
            + " connection to a database. The refresh token is unused. Check the connection to the"
            + " store, or try again.");
  }

  private StoreUnavailableException lockLostAndPairKept() {
    return new StoreUnavailableException(
        "The lock of "
            + person
            + " in "
            + store
            + " was lost while a refresh was under way, and another process has begun one with the"
            + " same refresh token. The next pair is kept in memory. Check the connection to the"
            + " store, or try again.");
  }

  private StoreUnavailableException pairExpected(Instant sentAt) {
    return new StoreUnavailableException(
        "The refresh token of "
            + person
            + " was sent at "
            + sentAt
            + ", and the next token pair is not in "
            + store
            + " yet. A process that lost its lock may be about to save it. Try again: "
            + PAIR_EXPECTED.toMinutes()
            + " minutes after it was sent, the pair counts as lost.");
  }

  private CredentialsException closed() {
    return new CredentialsException(
        "The access token of "
            + person
            + " cannot be refreshed because the OAuthClient of these credentials is closed, or the"
            + " program is ending. Close the OAuthClient after the last call, or create a new one."
            + " The refresh token is unused.");
  }

  private CredentialsException unexpected(Throwable e) {
    return new CredentialsException(
        "The refresh of the access token of "
            + person
            + " failed with "
            + e.getClass().getName()
            + ", thrown by the transport or by "
            + store
            + ". See the cause for where it was thrown, and correct it there.",
        RedactedCause.of(e));
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
    return person + ", " + store;
  }
}
