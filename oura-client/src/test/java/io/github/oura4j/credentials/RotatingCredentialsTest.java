// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.OuraResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RotatingCredentialsTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration LIFE = Duration.ofHours(24);

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicInteger asked = new AtomicInteger();
  private final TokenStore store = TokenStore.inMemory();
  private volatile Callable<OuraResponse> oura = this::nextPair;

  private OuraResponse nextPair() {
    int number = asked.get();
    return new OuraResponse(
        200,
        Map.of(),
        "{\"access_token\": \"access-%d\", \"refresh_token\": \"refresh-%d\", \"expires_in\": %d}"
            .formatted(number, number, LIFE.toSeconds())
            .getBytes(StandardCharsets.UTF_8));
  }

  private Credentials credentials(TokenStore ofStore) {
    return OAuthClient.builder("id", "secret")
        .clock(new Moving())
        .transport(
            request -> {
              asked.incrementAndGet();
              try {
                return oura.call();
              } catch (IOException | RuntimeException e) {
                throw e;
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            })
        .build()
        .credentials(ofStore, "one");
  }

  private static OAuthTokens first() {
    return new OAuthTokens("access-0", "refresh-0", START, START.plus(LIFE), Set.of(Scope.DAILY));
  }

  private void sleep(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  @Test
  void accessToken_whileItLives_isTheStoredOne() {
    store.keep("one", first());
    Credentials credentials = credentials(store);

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    sleep(LIFE.minusMinutes(5).minusSeconds(1));
    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThat(credentials.grantedScopes()).containsExactly(Scope.DAILY);
    assertThat(asked).hasValue(0);
  }

  @Test
  void accessToken_fiveMinutesBeforeItsEnd_isRefreshedAndStored() {
    store.keep("one", first());
    Credentials credentials = credentials(store);
    sleep(LIFE.minusMinutes(5));

    assertThat(credentials.accessToken()).isEqualTo("access-1");
    assertThat(store.find("one").orElseThrow().tokens().refreshToken()).isEqualTo("refresh-1");
    assertThat(store.find("one").orElseThrow().refreshSentAt()).isNull();
    assertThat(credentials.grantedScopes()).containsExactly(Scope.DAILY);
    assertThat(credentials.accessToken()).isEqualTo("access-1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void accessToken_ofAShortLife_isRefreshedInItsLastQuarter() {
    store.keep(
        "one", new OAuthTokens("access-0", "refresh-0", START, START.plusSeconds(40), Set.of()));
    Credentials credentials = credentials(store);

    sleep(Duration.ofSeconds(29));
    assertThat(credentials.accessToken()).isEqualTo("access-0");
    sleep(Duration.ofSeconds(1));
    assertThat(credentials.accessToken()).isEqualTo("access-1");
  }

  @Test
  void accessToken_whenManyThreadsWantIt_spendsTheTokenOnce() throws Exception {
    store.keep("one", first());
    sleep(LIFE);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<Future<String>> tokens = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        Credentials credentials = credentials(store);
        tokens.add(threads.submit(credentials::accessToken));
      }
      for (Future<String> token : tokens) {
        assertThat(token.get()).isEqualTo("access-1");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void accessToken_whenAnotherRefreshedMeanwhile_isAdopted() {
    store.keep("one", first());
    Credentials ours = credentials(store);
    Credentials theirs = credentials(store);
    assertThat(ours.accessToken()).isEqualTo("access-0");
    sleep(LIFE);

    assertThat(theirs.accessToken()).isEqualTo("access-1");
    assertThat(ours.accessToken()).isEqualTo("access-1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void renewedAfter_aRefusal_refreshesOnce() {
    store.keep("one", first());
    Credentials ours = credentials(store);
    Credentials theirs = credentials(store);
    sleep(Duration.ofHours(1));

    assertThat(ours.refreshAfter("access-0")).contains("access-1");
    assertThat(theirs.refreshAfter("access-0")).contains("access-1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void renewedAfter_aRefusalOfATokenThatJustCame_burnsNoSecondRefresh() {
    store.keep("one", first());
    Credentials credentials = credentials(store);
    sleep(Duration.ofHours(1));
    credentials.refreshAfter("access-0");

    assertThat(credentials.refreshAfter("access-1")).isEmpty();
    assertThat(asked).hasValue(1);
    sleep(Duration.ofMinutes(1));
    assertThat(credentials.refreshAfter("access-1")).contains("access-2");
  }

  @Test
  void refresh_isOnlySentWhenItsIntentIsStored_andUsedWhenItsPairIs() {
    store.keep("one", first());
    sleep(LIFE);
    oura =
        () -> {
          assertThat(store.find("one").orElseThrow().refreshSentAt()).isEqualTo(now.get());
          return nextPair();
        };

    assertThat(credentials(store).accessToken()).isEqualTo("access-1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void accessToken_whenTheIntentCannotBeStored_sendsNothing() {
    store.keep("one", first());
    Flaky flaky = new Flaky(store);
    flaky.savesUntilFailure = 0;
    sleep(LIFE);

    assertThatThrownBy(() -> credentials(flaky).accessToken())
        .isInstanceOf(CredentialsException.class)
        .hasMessage("disk full");
    assertThat(asked).hasValue(0);
    assertThat(store.find("one")).contains(StoredTokens.of(first()));
  }

  @Test
  void accessToken_whenTheNextPairCannotBeStored_isStoredLaterAndNotLost() {
    store.keep("one", first());
    Flaky flaky = new Flaky(store);
    flaky.savesUntilFailure = 1;
    Credentials credentials = credentials(flaky);
    sleep(LIFE);

    assertThatThrownBy(credentials::accessToken).hasMessage("disk full");
    assertThatThrownBy(credentials::accessToken).hasMessage("disk full");
    flaky.savesUntilFailure = Integer.MAX_VALUE;

    assertThat(credentials.accessToken()).isEqualTo("access-1");
    assertThat(asked).hasValue(1);
    assertThat(store.find("one").orElseThrow().tokens().refreshToken()).isEqualTo("refresh-1");
  }

  @Test
  void accessToken_whenAnotherDiedInARefresh_asksForThePersonAndDestroysNothing() {
    StoredTokens intent =
        StoredTokens.of(first()).withRefreshSentAt(START.plus(LIFE).minusSeconds(60));
    store.save("one", intent);
    Credentials credentials = credentials(store);
    sleep(LIFE.minusSeconds(30));

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThatThrownBy(() -> credentials.refreshAfter("access-0"))
        .isInstanceOf(ReauthorizationRequiredException.class);
    sleep(Duration.ofSeconds(30));
    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(ReauthorizationRequiredException.class)
        .hasMessageContainingAll("sent at 2026-03-02T09:59:00Z", "consent page")
        .hasMessageNotContaining("refresh-0");
    assertThat(store.find("one")).contains(intent);
    assertThat(asked).hasValue(0);
  }

  @Test
  void accessToken_afterANewAgreement_goesOn() {
    store.save("one", StoredTokens.of(first()).withRefreshSentAt(START));
    Credentials credentials = credentials(store);
    sleep(LIFE);
    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(ReauthorizationRequiredException.class);

    store.keep(
        "one", new OAuthTokens("again", "r", now.get(), now.get().plus(LIFE), Set.of(Scope.DAILY)));

    assertThat(credentials.accessToken()).isEqualTo("again");
  }

  @Test
  void accessToken_whenTheRefreshTokenIsSpent_isNotSentAgain() {
    store.keep("one", first());
    sleep(LIFE);
    oura = () -> answer(400, "{\"error\": \"invalid_grant\"}");
    Credentials credentials = credentials(store);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(credentials::accessToken)
          .isInstanceOf(ReauthorizationRequiredException.class);
    }
    assertThat(asked).hasValue(1);
    assertThat(store.find("one").orElseThrow().tokens()).isEqualTo(first());
  }

  @Test
  void accessToken_whenOuraCannotBeReached_isTriedAgain() {
    assertTriedAgain(
        () -> {
          throw new ConnectException("refused");
        },
        OuraIoException.class);
    assertTriedAgain(() -> answer(503, ""), ServerException.class);
    assertTriedAgain(
        () -> answer(401, "{\"error\": \"invalid_client\"}"), CredentialsException.class);
  }

  private void assertTriedAgain(Callable<OuraResponse> failure, Class<?> exception) {
    now.set(START.plus(LIFE));
    asked.set(0);
    store.keep("one", first());
    Credentials credentials = credentials(store);
    oura = failure;
    assertThatThrownBy(credentials::accessToken).isInstanceOf(exception);
    assertThat(store.find("one")).contains(StoredTokens.of(first()));
    oura = this::nextPair;
    assertThat(credentials.accessToken()).isEqualTo("access-2");
  }

  @Test
  void accessToken_whenTheAnswerIsLost_asksForThePerson() {
    store.keep("one", first());
    sleep(LIFE);
    Credentials credentials = credentials(store);
    for (String lost : List.of("<html>", "")) {
      store.keep("one", first());
      oura =
          () -> {
            if (lost.isEmpty()) {
              throw new IOException("the line broke");
            }
            return answer(200, lost);
          };
      assertThatThrownBy(credentials::accessToken).hasMessageContaining("may have used up");
      oura = this::nextPair;
      assertThatThrownBy(credentials::accessToken)
          .isInstanceOf(ReauthorizationRequiredException.class);
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void accessToken_whenTheCallerIsInterrupted_isStoredAllTheSame() throws Exception {
    store.keep("one", first());
    sleep(LIFE);
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    oura =
        () -> {
          sent.countDown();
          interrupted.await();
          return nextPair();
        };
    Credentials credentials = credentials(store);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller = new Thread(() -> thrown.set(catchThrowable(credentials::accessToken)));
    caller.start();
    sent.await();
    caller.interrupt();
    caller.join();
    interrupted.countDown();

    assertThat(thrown.get()).isInstanceOf(OuraInterruptedException.class);
    assertThat(credentials.accessToken()).isEqualTo("access-1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void accessToken_whenARefreshInTimeFails_isTheFormerOneForAWhile() {
    store.keep("one", first());
    Credentials credentials = credentials(store);
    sleep(LIFE.minusMinutes(4));
    oura = () -> answer(503, "");

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThat(asked).as("one attempt, and then a rest").hasValue(1);
    sleep(Duration.ofSeconds(30));
    oura = this::nextPair;
    assertThat(credentials.accessToken()).isEqualTo("access-2");
  }

  @Test
  void accessToken_withoutAnEnd_livesUntilARefusal() {
    store.keep("one", new OAuthTokens("access-0", "refresh-0", START, null, Set.of()));
    Credentials credentials = credentials(store);
    sleep(Duration.ofDays(400));

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThat(credentials.refreshAfter("access-0")).contains("access-1");
  }

  @Test
  void accessToken_ofAPersonWithoutTokens_saysWhereItLooked() {
    assertThatThrownBy(() -> credentials(store).accessToken())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("no tokens for one", "in memory", "consent page");
  }

  private static OuraResponse answer(int status, String body) {
    return new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private final class Moving extends Clock {
    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** A store whose disk is full after a number of saves. */
  private static final class Flaky implements TokenStore {
    private final TokenStore inner;
    private int savesUntilFailure;

    Flaky(TokenStore inner) {
      this.inner = inner;
    }

    @Override
    public Optional<StoredTokens> find(String person) {
      return inner.find(person);
    }

    @Override
    public void save(String person, StoredTokens tokens) {
      if (savesUntilFailure-- <= 0) {
        savesUntilFailure = 0;
        throw new CredentialsException("disk full");
      }
      inner.save(person, tokens);
    }

    @Override
    public void remove(String person) {
      inner.remove(person);
    }

    @Override
    public Set<String> people() {
      return inner.people();
    }

    @Override
    public <T> T withLock(String person, Supplier<T> work) {
      return inner.withLock(person, work);
    }
  }
}
