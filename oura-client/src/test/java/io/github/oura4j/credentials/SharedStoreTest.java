// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.internal.credentials.StoreWait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Refreshes with a store that is away for a while, or whose lock is lost, as a database can be. */
@Timeout(60)
class SharedStoreTest {
  private static final Instant START = VirtualTime.BEGIN;
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final VirtualTime time = new VirtualTime();
  private final AtomicInteger requests = new AtomicInteger();
  private final FlakyStore store = new FlakyStore();
  private volatile Runnable whileOuraResponds = () -> {};
  private volatile boolean isResponseLost;

  private OAuthClient oauth() {
    return OAuthClient.builder("id", "secret")
        .clock(time)
        .transport(
            request -> {
              int number = requests.incrementAndGet();
              whileOuraResponds.run();
              if (isResponseLost) {
                throw new IOException("connection reset");
              }
              return new OuraResponse(
                  200,
                  Map.of(),
                  "{\"access_token\": \"access-%d\", \"refresh_token\": \"r\", \"expires_in\": %d}"
                      .formatted(number, LIFETIME.toSeconds())
                      .getBytes(StandardCharsets.UTF_8));
            })
        .build();
  }

  private Credentials expiredCredentials() {
    store.save("one", pair("access-0", START));
    time.pass(LIFETIME);
    return oauth().credentials(store, "one");
  }

  private static StoredTokens pair(String accessToken, Instant obtainedAt) {
    return StoredTokens.of(
        new OAuthTokens(
            accessToken,
            "refresh-of-" + accessToken,
            obtainedAt,
            obtainedAt.plus(LIFETIME),
            Set.of(Scope.DAILY)));
  }

  private static CallContext callOf(Duration total) {
    return new CallContext(Deadline.after(total, Ticker.system()), failure -> {});
  }

  private StoredTokens stored() {
    return store.find("one").orElseThrow();
  }

  @Test
  void accessToken_whileTheStoreIsAway_waitsForIt() {
    store.save("one", pair("access-0", START));
    Credentials credentials = oauth().credentials(store, "one");
    store.operationsAway.set(2);

    assertThat(credentials.accessTokenFor(callOf(Duration.ofSeconds(30)))).isEqualTo("access-0");
  }

  @Test
  void accessToken_whenTheStoreIsAwayUntilTheDeadline_saysThatItIs() {
    store.save("one", pair("access-0", START));
    Credentials credentials = oauth().credentials(store, "one");
    store.operationsAway.set(Integer.MAX_VALUE);

    assertThatThrownBy(() -> credentials.accessTokenFor(callOf(Duration.ofMillis(250))))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("away");
    assertThat(store.operations).as("operations that were tried").hasValueGreaterThan(1);
  }

  @Test
  void accessToken_onAnInterruptedThreadWhileTheStoreIsAway_endsTheWait() {
    Credentials credentials = oauth().credentials(store, "one");
    store.operationsAway.set(Integer.MAX_VALUE);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> credentials.accessTokenFor(callOf(Duration.ofSeconds(30))))
        .isInstanceOf(OuraInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void accessToken_whenTheStoreIsAwayBeforeTheIntentIsSaved_waitsAndRefreshesOnce() {
    Credentials credentials = expiredCredentials();
    store.beforeSave = () -> store.operationsAway.set(3);

    assertThat(credentials.accessTokenFor(callOf(Duration.ofSeconds(30)))).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_whenTheStoreGoesAwayWhileOuraResponds_savesThePairWhenItIsBack() {
    Credentials credentials = expiredCredentials();
    whileOuraResponds = () -> store.operationsAway.set(4);

    assertThat(credentials.accessTokenFor(callOf(Duration.ofSeconds(30)))).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
    assertThat(stored().tokens().accessToken()).isEqualTo("access-1");
    assertThat(stored().refreshSentAt()).isNull();
  }

  @Test
  void accessToken_whenTheLockIsLostAndAnotherConsentIsSaved_keepsThatConsent() {
    Credentials credentials = expiredCredentials();
    StoredTokens newer = pair("new-consent", START.plus(LIFETIME));
    whileOuraResponds = () -> store.save("one", newer);

    assertThat(credentials.accessToken()).isEqualTo("new-consent");
    assertThat(stored()).isEqualTo(newer);
  }

  @Test
  void accessToken_whenThePersonIsRemovedWhileOuraResponds_storesNothing() {
    Credentials credentials = expiredCredentials();
    whileOuraResponds = () -> store.remove("one");

    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(ReauthorizationRequiredException.class)
        .hasMessageContaining("There are no tokens for one");
    assertThat(store.people()).isEmpty();
  }

  @Test
  void accessToken_whenTheLockIsLostBeforeTheIntentIsSaved_sendsNothingAndReadsAgain() {
    Credentials credentials = expiredCredentials();
    StoredTokens newer = pair("new-consent", START.plus(LIFETIME));
    store.beforeSave = () -> store.save("one", newer);

    assertThat(credentials.accessTokenFor(callOf(Duration.ofSeconds(30)))).isEqualTo("new-consent");
    assertThat(requests).hasValue(0);
    assertThat(stored()).isEqualTo(newer);
  }

  @Test
  void accessToken_ofAnotherClientOfThisProcess_savesThePairThatTheFirstCouldNotSave() {
    Credentials credentials = expiredCredentials();
    whileOuraResponds = () -> store.broken = true;
    assertThatThrownBy(credentials::accessToken).hasMessage("disk full");
    store.broken = false;

    assertThat(oauth().credentials(store, "one").accessToken()).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
    assertThat(stored().tokens().accessToken()).isEqualTo("access-1");
  }

  @Test
  void accessToken_whenTheIntentIsLostInAFailover_savesThePairAndSendsTheTokenOnce() {
    Credentials credentials = expiredCredentials();
    whileOuraResponds = () -> store.save("one", pair("access-0", START));

    assertThat(credentials.accessToken()).isEqualTo("access-1");
    assertThat(stored().tokens().accessToken()).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_whenTheIntentIsLostInAFailoverThatLastsLonger_savesThePairLater() {
    Credentials credentials = expiredCredentials();
    whileOuraResponds = () -> store.broken = true;
    assertThatThrownBy(credentials::accessToken).hasMessage("disk full");
    store.save("one", pair("access-0", START));
    store.broken = false;

    assertThat(credentials.accessToken()).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_whenAnotherHolderSentTheSameTokenAndFailed_usesThePairInMemory() {
    Credentials credentials = expiredCredentials();
    StoredTokens lost = pair("access-0", START);
    whileOuraResponds =
        () -> store.save("one", lost.withRefreshSentAt(time.instant().plusSeconds(1)));

    assertThatThrownBy(() -> credentials.accessTokenFor(callOf(Duration.ofMillis(50))))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("The next pair is kept in memory");
    store.save("one", lost);

    assertThat(credentials.accessToken()).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_whenSavesOfTheIntentTakeEffectLate_recognizesTheFirstOne() {
    Credentials credentials = expiredCredentials();
    store.lateSaves.set(1);
    store.beforeSave =
        () -> {
          time.pass(Duration.ofSeconds(15));
          store.beforeSave = () -> time.pass(Duration.ofSeconds(15));
        };

    assertThat(credentials.accessTokenFor(callOf(Duration.ofSeconds(30)))).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_whenAnotherHolderMayStillSaveThePair_waitsForIt() {
    Credentials credentials = expiredCredentials();
    StoredTokens intent = pair("access-0", START).withRefreshSentAt(time.instant());
    store.save("one", intent);
    time.pass(Duration.ofSeconds(100));

    assertThatThrownBy(() -> credentials.accessTokenFor(callOf(Duration.ofMillis(50))))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("may be about to save it");
    store.save("one", pair("access-of-other", START.plus(LIFETIME)));
    assertThat(credentials.accessToken()).isEqualTo("access-of-other");
  }

  @Test
  void accessToken_whenNobodySavesThePair_requiresReauthorizationTwoMinutesLater() {
    Credentials credentials = expiredCredentials();
    store.save("one", pair("access-0", START).withRefreshSentAt(time.instant()));
    time.pass(Duration.ofMinutes(2));

    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(ReauthorizationRequiredException.class);
    assertThat(requests).hasValue(0);
  }

  @Test
  void accessToken_whenTheResponseOfThisProcessWasLost_requiresReauthorizationAtOnce() {
    Credentials credentials = expiredCredentials();
    isResponseLost = true;
    assertThatThrownBy(credentials::accessToken).hasMessageContaining("may have processed");

    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(ReauthorizationRequiredException.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void close_promisesLongerThanSavingIsTriedAgain() {
    assertThat(OAuthClient.MAX_SAVE_TIME).isGreaterThan(StoreWait.LIMIT.plusSeconds(15));
  }

  /** A store that can be away or broken, and whose lock another can ignore. */
  private static final class FlakyStore extends DelegatingStore {
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger operationsAway = new AtomicInteger();
    private volatile boolean broken;
    private volatile Runnable beforeSave = () -> {};

    /** How many times a save seems to fail, and takes effect just before the next save. */
    private final AtomicInteger lateSaves = new AtomicInteger();

    private volatile Runnable late = () -> {};

    FlakyStore() {
      super(TokenStore.inMemory());
    }

    private void reach() {
      operations.incrementAndGet();
      if (operationsAway.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new StoreUnavailableException("away");
      }
    }

    @Override
    public boolean canLoseLock() {
      return true;
    }

    @Override
    public Optional<StoredTokens> find(String person) {
      reach();
      return super.find(person);
    }

    @Override
    public boolean replace(String person, StoredTokens expected, StoredTokens tokens) {
      Runnable once = beforeSave;
      beforeSave = () -> {};
      once.run();
      late.run();
      late = () -> {};
      reach();
      if (lateSaves.getAndDecrement() > 0) {
        late = () -> super.save(person, tokens);
        throw new StoreUnavailableException("no response");
      }
      if (broken) {
        throw new CredentialsException("disk full");
      }
      return super.replace(person, expected, tokens);
    }

    @Override
    public <T> T withLock(String person, Supplier<T> work) {
      reach();
      return super.withLock(person, work);
    }
  }
}
