// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.StoreUnavailableException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of the contract that every {@link TokenStore} must fulfill. To test an implementation,
 * extend this class and implement {@link #open()}. JUnit 5 runs the tests, which are inherited.
 *
 * <p>The tests run in one process. Whether a store survives a crash, and whether its lock holds
 * among processes, is for its author to test.
 */
public abstract class TokenStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

  /** Creates the contract; JUnit does so for each test. */
  protected TokenStoreContract() {}

  /**
   * Opens the store under test. It is empty at the start of each test. Further calls within the
   * same test open the same data again, as another process would.
   *
   * @return the store
   */
  protected abstract TokenStore open();

  /**
   * Opens the store where its data cannot be reached, for example with the URL of a server that
   * does not run. The default is empty, for stores whose data is always at hand: the test of it is
   * skipped.
   *
   * @return the store, or empty if there is no such case
   */
  protected Optional<TokenStore> openUnreachable() {
    return Optional.empty();
  }

  /**
   * Returns a token pair for tests.
   *
   * @param number a number that distinguishes the pair from others
   * @return the pair
   */
  protected static OAuthTokens pair(int number) {
    return new OAuthTokens(
        "planted-access-" + number,
        "planted-refresh-" + number,
        NOW,
        NOW.plusSeconds(number),
        new LinkedHashSet<>(List.of(Scope.HEARTRATE, Scope.DAILY)));
  }

  @Test
  void find_whenNothingIsStored_returnsEmpty() {
    assertThat(open().find("someone")).isEmpty();
    assertThat(open().people()).isEmpty();
  }

  @Test
  void find_afterASave_returnsTheSavedRecord() {
    StoredTokens withIntent = StoredTokens.of(pair(1)).withRefreshSentAt(NOW);
    StoredTokens withoutExpiration =
        StoredTokens.of(new OAuthTokens("a", "r", NOW, null, Set.of(new Scope("of:tomorrow"))));

    open().save("one", withIntent);
    open().save("two", withoutExpiration);

    assertThat(open().find("one")).contains(withIntent);
    assertThat(open().find("two")).contains(withoutExpiration);
    assertThat(open().people()).containsExactly("one", "two");
  }

  @Test
  void find_afterASaveWithoutARefreshToken_returnsTheSavedRecord() {
    StoredTokens tokens = StoredTokens.of(new OAuthTokens("a", null, NOW, null, Set.of()));

    open().save("one", tokens);

    assertThat(open().find("one")).contains(tokens);
  }

  @Test
  void find_afterASaveWithNanoseconds_isExactToTheMillisecondAndCanBeSavedAgain() {
    Instant precise = NOW.plusNanos(456_789);
    open()
        .save(
            "one",
            new StoredTokens(new OAuthTokens("a", "r", precise, precise, Set.of()), precise));

    StoredTokens found = open().find("one").orElseThrow();

    assertThat(
            List.of(found.tokens().obtainedAt(), found.tokens().expiresAt(), found.refreshSentAt()))
        .allSatisfy(time -> assertThat(time).isCloseTo(precise, within(1, ChronoUnit.MILLIS)));
    open().save("one", found);
    assertThat(open().find("one")).contains(found);
  }

  @Test
  void checkWritable_changesNoRecord() {
    open().checkWritable();
    assertThat(open().people()).isEmpty();

    open().save("one", StoredTokens.of(pair(1)));
    open().checkWritable();

    assertThat(open().people()).containsExactly("one");
    assertThat(open().find("one")).contains(StoredTokens.of(pair(1)));
  }

  @Test
  void save_whenARecordExists_replacesIt() {
    open().save("one", StoredTokens.of(pair(1)).withRefreshSentAt(NOW));
    open().save("one", StoredTokens.of(pair(2)));

    assertThat(open().find("one")).contains(StoredTokens.of(pair(2)));
  }

  @Test
  void save_ofANewPair_removesTheIntentToRefresh() {
    open().save("one", StoredTokens.of(pair(1)).withRefreshSentAt(NOW));

    open().save("one", pair(2));

    assertThat(open().find("one")).contains(StoredTokens.of(pair(2)));
  }

  @Test
  void replace_ofTheStoredRecord_savesTheNewOne() {
    StoredTokens intent = StoredTokens.of(pair(1)).withRefreshSentAt(NOW);
    open().save("one", intent);

    boolean isReplaced =
        open().withLock("one", () -> open().replace("one", intent, StoredTokens.of(pair(2))));

    assertThat(isReplaced).isTrue();
    assertThat(open().find("one")).contains(StoredTokens.of(pair(2)));
  }

  @Test
  void replace_ofARecordThatWasFound_savesTheNewOne() {
    Instant precise = NOW.plusNanos(456_789);
    open()
        .save(
            "one",
            new StoredTokens(new OAuthTokens("a", "r", precise, precise, Set.of()), precise));
    StoredTokens found = open().find("one").orElseThrow();

    assertThat(open().withLock("one", () -> open().replace("one", found, StoredTokens.of(pair(2)))))
        .isTrue();
    assertThat(open().find("one")).contains(StoredTokens.of(pair(2)));
  }

  @Test
  void replace_ofARecordThatIsNotStored_changesNothing() {
    StoredTokens intent = StoredTokens.of(pair(1)).withRefreshSentAt(NOW);
    StoredTokens newConsent = StoredTokens.of(pair(1));
    open().save("one", newConsent);

    for (String person : List.of("one", "nobody")) {
      assertThat(
              open()
                  .withLock(person, () -> open().replace(person, intent, StoredTokens.of(pair(2)))))
          .as(person)
          .isFalse();
    }

    assertThat(open().find("one")).contains(newConsent);
    assertThat(open().people()).containsExactly("one");
  }

  /** As after a lock was lost, and its next holder has saved the pair of a new consent. */
  @Test
  void replace_whenAnotherSavedWhileTheLockWasHeld_keepsTheOthersRecord() {
    StoredTokens intent = StoredTokens.of(pair(1)).withRefreshSentAt(NOW);
    TokenStore store = open();
    store.save("one", intent);

    boolean isReplaced =
        store.withLock(
            "one",
            () -> {
              store.save("one", StoredTokens.of(pair(3)));
              return store.replace("one", intent, StoredTokens.of(pair(2)));
            });

    assertThat(isReplaced).isFalse();
    assertThat(open().find("one")).contains(StoredTokens.of(pair(3)));
  }

  @Test
  void remove_removesThatPersonOnly() {
    open().save("one", StoredTokens.of(pair(1)));
    open().save("two", StoredTokens.of(pair(2)));

    open().remove("one");
    open().remove("nobody");

    assertThat(open().find("one")).isEmpty();
    assertThat(open().people()).containsExactly("two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Anna",
        "anna",
        "8f9a5221-639e-4a85-81cb-4065ef23f979",
        "../../etc/passwd",
        "a/b\\c:d*e?f\"g<h>i|j",
        ".",
        "..",
        "%41",
        "äöü ß 中文 😀",
        "sixty-four-bytes-sixty-four-bytes-sixty-four-bytes-sixty-four-by"
      })
  void save_forAnyKey_isFoundUnderThatKeyOnly(String person) {
    open().save("other", StoredTokens.of(pair(1)));
    open().save(person, StoredTokens.of(pair(2)));

    assertThat(open().find(person)).contains(StoredTokens.of(pair(2)));
    assertThat(open().find("other")).contains(StoredTokens.of(pair(1)));
    assertThat(open().people()).containsExactlyInAnyOrder(person, "other");
  }

  @Test
  void save_forKeysThatDifferInCase_keepsBoth() {
    open().save("anna", StoredTokens.of(pair(1)));
    open().save("Anna", StoredTokens.of(pair(2)));

    assertThat(open().find("anna")).contains(StoredTokens.of(pair(1)));
    assertThat(open().find("Anna")).contains(StoredTokens.of(pair(2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "a\nb",
        "a\u0000b",
        "\ud83d",
        "sixty-five-bytes-sixty-five-bytes-sixty-five-bytes-sixty-five-byt"
      })
  void allMethods_forAnInvalidKey_throwIllegalArgumentException(String person) {
    TokenStore store = open();

    assertThatThrownBy(() -> store.find(person)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.save(person, StoredTokens.of(pair(1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> store.replace(person, StoredTokens.of(pair(1)), StoredTokens.of(pair(2))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.withLock(person, () -> 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.people()).isEmpty();
  }

  @Test
  void withLock_returnsTheResultAndPropagatesExceptionsOfTheWork() {
    TokenStore store = open();

    assertThat(store.withLock("one", () -> 7)).isEqualTo(7);
    assertThatThrownBy(
            () ->
                store.withLock(
                    "one",
                    () -> {
                      throw new IllegalStateException("as planned");
                    }))
        .hasMessage("as planned");
    assertThat(store.withLock("one", () -> 8)).isEqualTo(8);
  }

  @Test
  void withLock_savesAreVisibleToOthersImmediately() {
    open()
        .withLock(
            "one",
            () -> {
              TokenStore inside = open();
              inside.save("one", StoredTokens.of(pair(1)));
              assertThat(open().find("one")).isPresent();
              return inside;
            });
  }

  @Test
  void find_whileAnotherThreadHoldsTheLock_doesNotWait() throws Exception {
    open().save("one", StoredTokens.of(pair(1)));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> holder =
          thread.submit(
              () ->
                  open()
                      .withLock(
                          "one",
                          () -> {
                            held.countDown();
                            return awaitUninterrupted(released);
                          }));
      held.await();

      assertThat(open().find("one")).contains(StoredTokens.of(pair(1)));
      assertThat(open().withLock("two", () -> 2)).as("the lock of another person").isEqualTo(2);
      released.countDown();
      assertThat(holder.get()).isTrue();
    } finally {
      released.countDown();
      thread.shutdownNow();
    }
  }

  private static boolean awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void withLock_fromManyThreadsAndStores_isMutuallyExclusive() throws Exception {
    open().save("one", StoredTokens.of(pair(1)));
    AtomicInteger inside = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> alone = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        TokenStore store = open();
        alone.add(threads.submit(() -> incrementRepeatedly(store, inside)));
      }
      for (Future<Boolean> result : alone) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(open().find("one")).contains(StoredTokens.of(pair(1 + 8 * 10)));
  }

  /** Reads, increments and saves a number; a lost update is visible in the sum. */
  private static boolean incrementRepeatedly(TokenStore store, AtomicInteger inside) {
    boolean wasAlone = true;
    for (int i = 0; i < 10; i++) {
      wasAlone &=
          store.withLock(
              "one",
              () -> {
                boolean isAlone = inside.incrementAndGet() == 1;
                OAuthTokens previous = store.find("one").orElseThrow().tokens();
                int number = Integer.parseInt(previous.accessToken().replaceAll("\\D", ""));
                store.save("one", StoredTokens.of(pair(number + 1)));
                inside.decrementAndGet();
                return isAlone;
              });
    }
    return wasAlone;
  }

  @Test
  void allMethods_whenTheDataCannotBeReached_throwStoreUnavailableException() {
    Optional<TokenStore> unreachable = openUnreachable();
    Assumptions.assumeTrue(unreachable.isPresent(), "The data of this store is always at hand.");
    TokenStore store = unreachable.get();
    StoredTokens tokens = StoredTokens.of(pair(1));

    for (Runnable call :
        List.<Runnable>of(
            () -> store.find("one"),
            () -> store.save("one", tokens),
            () -> store.save("one", pair(1)),
            () -> store.replace("one", tokens, tokens),
            () -> store.remove("one"),
            store::people,
            store::checkWritable,
            () -> store.withLock("one", () -> 1))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageNotContaining("planted");
    }
  }

  @Test
  void toString_ofStoreAndTokens_containsNoToken() {
    TokenStore store = open();
    store.save("one", StoredTokens.of(pair(1)));

    assertThat(store + " " + store.find("one") + " " + pair(1)).doesNotContain("planted");
  }
}
