// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.VirtualTime;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotatingCredentialsTest {
  private static final Instant START = VirtualTime.BEGIN;
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final VirtualTime time = new VirtualTime();
  private final AtomicInteger requests = new AtomicInteger();
  private final TokenStore store = TokenStore.inMemory();
  private final BlockingQueue<OuraException> failures = new LinkedBlockingQueue<>();
  private final CallContext call = new CallContext(Deadline.none(), failures::add);
  private volatile Callable<OuraResponse> tokenEndpoint = this::nextPair;

  private OuraException nextFailure() throws InterruptedException {
    return failures.poll(20, TimeUnit.SECONDS);
  }

  private OuraResponse nextPair() {
    int number = requests.get();
    return new OuraResponse(
        200,
        Map.of(),
        "{\"access_token\": \"access-%d\", \"refresh_token\": \"refresh-%d\", \"expires_in\": %d}"
            .formatted(number, number, LIFETIME.toSeconds())
            .getBytes(StandardCharsets.UTF_8));
  }

  private Credentials credentials(TokenStore tokenStore) {
    return oauth().credentials(tokenStore, "one");
  }

  private OAuthClient oauth() {
    return OAuthClient.builder("id", "secret")
        .clock(time)
        .transport(
            request -> {
              requests.incrementAndGet();
              try {
                return tokenEndpoint.call();
              } catch (IOException | RuntimeException e) {
                throw e;
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            })
        .build();
  }

  private static OAuthTokens firstPair() {
    return new OAuthTokens(
        "access-0", "refresh-0", START, START.plus(LIFETIME), Set.of(Scope.DAILY));
  }

  /** Waits until a refresh in the background has ended, and calls use its pair. */
  private static void awaitToken(Credentials credentials, String expected) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!credentials.accessToken().equals(expected) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(credentials.accessToken()).isEqualTo(expected);
  }

  private void advanceClock(Duration duration) {
    time.pass(duration);
  }

  @Test
  void accessToken_beforeTheRefreshMargin_returnsTheStoredToken() {
    store.save("one", firstPair());
    Credentials credentials = credentials(store);

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    advanceClock(LIFETIME.minusMinutes(5).minusSeconds(1));
    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThat(credentials.grantedScopes()).containsExactly(Scope.DAILY);
    assertThat(requests).hasValue(0);
  }

  @Test
  void accessToken_fiveMinutesBeforeExpiration_refreshesAndSavesThePair() {
    store.save("one", firstPair());
    Credentials credentials = credentials(store);
    advanceClock(LIFETIME.minusMinutes(5));

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    awaitToken(credentials, "access-1");
    assertThat(store.find("one").orElseThrow().tokens().refreshToken()).isEqualTo("refresh-1");
    assertThat(store.find("one").orElseThrow().refreshSentAt()).isNull();
    assertThat(credentials.grantedScopes()).containsExactly(Scope.DAILY);
    assertThat(credentials.accessToken()).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_withoutARefreshToken_worksUntilItExpires() {
    store.save("one", new OAuthTokens("access-0", null, START, START.plus(LIFETIME), Set.of()));
    Credentials credentials = credentials(store);

    advanceClock(LIFETIME.minusSeconds(1));
    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThat(credentials.refreshAfter("access-0")).isEmpty();
    assertThat(store.find("one").orElseThrow().refreshSentAt()).isNull();

    advanceClock(Duration.ofMinutes(1));
    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(ReauthorizationRequiredException.class)
        .hasMessageContainingAll("expired", "no refresh token", "consent page");
    assertThat(requests).hasValue(0);
  }

  @Test
  void accessToken_withAShortLifetime_refreshesInItsLastQuarter() {
    store.save(
        "one", new OAuthTokens("access-0", "refresh-0", START, START.plusSeconds(40), Set.of()));
    Credentials credentials = credentials(store);

    advanceClock(Duration.ofSeconds(29));
    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThat(requests).hasValue(0);
    advanceClock(Duration.ofSeconds(1));
    awaitToken(credentials, "access-1");
  }

  @Test
  void accessToken_fromManyThreads_refreshesOnce() throws Exception {
    store.save("one", firstPair());
    advanceClock(LIFETIME);
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
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_afterAnotherInstanceRefreshed_usesTheStoredPair() {
    store.save("one", firstPair());
    Credentials first = credentials(store);
    Credentials second = credentials(store);
    assertThat(first.accessToken()).isEqualTo("access-0");
    advanceClock(LIFETIME);

    assertThat(second.accessToken()).isEqualTo("access-1");
    assertThat(first.accessToken()).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void refreshAfter_aRejectionInTwoInstances_refreshesOnce() {
    store.save("one", firstPair());
    Credentials first = credentials(store);
    Credentials second = credentials(store);
    advanceClock(Duration.ofHours(1));

    assertThat(first.refreshAfter("access-0")).contains("access-1");
    assertThat(second.refreshAfter("access-0")).contains("access-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void refreshAfter_aRejectionOfANewToken_doesNotRefreshAgain() {
    store.save("one", firstPair());
    Credentials credentials = credentials(store);
    advanceClock(Duration.ofHours(1));
    credentials.refreshAfter("access-0");

    assertThat(credentials.refreshAfter("access-1")).isEmpty();
    assertThat(requests).hasValue(1);
    advanceClock(Duration.ofMinutes(1));
    assertThat(credentials.refreshAfter("access-1")).contains("access-2");
  }

  @Test
  void accessToken_whenRefreshing_savesTheIntentBeforeSending() {
    store.save("one", firstPair());
    advanceClock(LIFETIME);
    tokenEndpoint =
        () -> {
          assertThat(store.find("one").orElseThrow().refreshSentAt()).isEqualTo(time.instant());
          return nextPair();
        };

    assertThat(credentials(store).accessToken()).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_whenTheIntentCannotBeSaved_sendsNothing() {
    store.save("one", firstPair());
    FailingStore failing = new FailingStore(store);
    failing.savesUntilFailure.set(0);
    advanceClock(LIFETIME);

    assertThatThrownBy(() -> credentials(failing).accessToken())
        .isInstanceOf(CredentialsException.class)
        .hasMessage("disk full");
    assertThat(requests).hasValue(0);
    assertThat(store.find("one")).contains(StoredTokens.of(firstPair()));
  }

  @Test
  void accessToken_whenTheIntentOfAnUnusedTokenCannotBeRemoved_keepsTheRefreshToken()
      throws Exception {
    store.save("one", firstPair());
    FailingStore failing = new FailingStore(store);
    failing.savesUntilFailure.set(1);
    Credentials credentials = credentials(failing);
    advanceClock(LIFETIME);
    tokenEndpoint = () -> response(503, "");

    assertThatThrownBy(() -> credentials.accessTokenFor(call)).isInstanceOf(ServerException.class);
    assertThat(nextFailure()).hasMessage("disk full");
    assertThat(store.find("one").orElseThrow().refreshSentAt()).isEqualTo(time.instant());
    advanceClock(Duration.ofMinutes(1));
    assertThatThrownBy(credentials::accessToken).hasMessage("disk full");
    failing.savesUntilFailure.set(Integer.MAX_VALUE);
    tokenEndpoint = this::nextPair;

    assertThat(credentials.accessToken()).isEqualTo("access-2");
    assertThat(store.find("one").orElseThrow().refreshSentAt()).isNull();
  }

  @Test
  void close_whenTheIntentOfAnUnusedTokenIsStillStored_removesIt() {
    store.save("one", firstPair());
    FailingStore failing = new FailingStore(store);
    failing.savesUntilFailure.set(1);
    OAuthClient oauth = oauth();
    Credentials credentials = oauth.credentials(failing, "one");
    advanceClock(LIFETIME);
    tokenEndpoint = () -> response(503, "");
    assertThatThrownBy(credentials::accessToken).isInstanceOf(ServerException.class);

    failing.savesUntilFailure.set(Integer.MAX_VALUE);
    oauth.close();

    assertThat(store.find("one")).contains(StoredTokens.of(firstPair()));
  }

  @Test
  void accessToken_whenAnUnusedTokenIsSentAgainAndItsResponseIsLost_doesNotSendItAThirdTime() {
    store.save("one", firstPair());
    FailingStore failing = new FailingStore(store);
    failing.savesUntilFailure.set(1);
    Credentials credentials = credentials(failing);
    advanceClock(LIFETIME);
    tokenEndpoint = () -> response(503, "");
    assertThatThrownBy(credentials::accessToken).isInstanceOf(ServerException.class);

    failing.savesUntilFailure.set(Integer.MAX_VALUE);
    tokenEndpoint =
        () -> {
          throw new IOException("the response was lost");
        };
    assertThatThrownBy(credentials::accessToken).hasMessageContaining("may have processed");
    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(ReauthorizationRequiredException.class);
    assertThat(requests).hasValue(2);
  }

  @Test
  void close_onAnInterruptedThread_savesThePairsOfAllPeopleWhoseStoresWork() {
    OAuthClient oauth = oauth();
    FailingStore failing = new FailingStore(store);
    FailingStore broken = new FailingStore(TokenStore.inMemory());
    advanceClock(LIFETIME);
    for (FailingStore each : List.of(broken, failing)) {
      each.save("one", firstPair());
      each.savesUntilFailure.set(1);
      assertThatThrownBy(oauth.credentials(each, "one")::accessToken).hasMessage("disk full");
    }
    failing.savesUntilFailure.set(Integer.MAX_VALUE);
    broken.broken = true;

    Thread.currentThread().interrupt();
    oauth.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.find("one").orElseThrow().tokens().refreshToken()).isEqualTo("refresh-2");
  }

  @Test
  void close_whenAPairIsNotSavedYet_savesIt() {
    store.save("one", firstPair());
    FailingStore failing = new FailingStore(store);
    failing.savesUntilFailure.set(1);
    OAuthClient oauth = oauth();
    Credentials credentials = oauth.credentials(failing, "one");
    advanceClock(LIFETIME);
    assertThatThrownBy(credentials::accessToken).hasMessage("disk full");

    failing.savesUntilFailure.set(Integer.MAX_VALUE);
    oauth.close();

    assertThat(store.find("one").orElseThrow().tokens().refreshToken()).isEqualTo("refresh-1");
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_afterTheClientWasClosed_worksUntilItExpiresAndThenSendsNothing() {
    store.save("one", firstPair());
    OAuthClient oauth = oauth();
    Credentials credentials = oauth.credentials(store, "one");
    oauth.close();

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    advanceClock(LIFETIME);
    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("closed", "refresh token is unused");
    assertThat(store.find("one")).contains(StoredTokens.of(firstPair()));
    assertThat(requests).hasValue(0);
  }

  @Test
  void accessToken_whenTheTransportIsClosedAfterTheIntentWasSaved_leavesTheRefreshTokenUnused() {
    store.save("one", firstPair());
    FailingStore closing = new FailingStore(store);
    JdkTransport transport =
        new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(10), 10_000);
    closing.afterSave = transport::close;
    OAuthClient oauth =
        OAuthClient.builder("id", "secret").clock(time).transport(transport).build();
    Credentials credentials = oauth.credentials(closing, "one");
    advanceClock(LIFETIME);

    assertThatThrownBy(credentials::accessToken)
        .isInstanceOfSatisfying(OuraIoException.class, e -> assertThat(e.isUnsent()).isTrue())
        .hasMessageContaining("the transport is closed");
    assertThat(store.find("one")).contains(StoredTokens.of(firstPair()));
  }

  @Test
  void accessToken_whenTheStoreThrowsAnyException_namesItsClassAndItsOrigin() {
    store.save("one", firstPair());
    FailingStore failing = new FailingStore(store);
    failing.broken = true;
    advanceClock(LIFETIME);

    assertThatThrownBy(() -> credentials(failing).accessToken())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("one", "java.lang.IllegalStateException")
        .hasMessageNotContaining("planted")
        .cause()
        .hasMessageNotContaining("planted");
  }

  @Test
  void accessToken_whenTheNextPairCannotBeSaved_savesItLater() {
    store.save("one", firstPair());
    FailingStore failing = new FailingStore(store);
    failing.savesUntilFailure.set(1);
    Credentials credentials = credentials(failing);
    advanceClock(LIFETIME);

    assertThatThrownBy(credentials::accessToken).hasMessage("disk full");
    assertThatThrownBy(credentials::accessToken).hasMessage("disk full");
    failing.savesUntilFailure.set(Integer.MAX_VALUE);

    assertThat(credentials.accessToken()).isEqualTo("access-1");
    assertThat(requests).hasValue(1);
    assertThat(store.find("one").orElseThrow().tokens().refreshToken()).isEqualTo("refresh-1");
  }

  @Test
  void accessToken_whenAnotherProcessCrashedInARefresh_requiresReauthorizationAndKeepsTheRecord() {
    StoredTokens intent =
        StoredTokens.of(firstPair()).withRefreshSentAt(START.plus(LIFETIME).minusSeconds(60));
    store.save("one", intent);
    Credentials credentials = credentials(store);
    advanceClock(LIFETIME.minusSeconds(30));

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThatThrownBy(() -> credentials.refreshAfter("access-0"))
        .isInstanceOf(ReauthorizationRequiredException.class);
    advanceClock(Duration.ofSeconds(30));
    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(ReauthorizationRequiredException.class)
        .hasMessageContainingAll("sent at " + intent.refreshSentAt(), "consent page")
        .hasMessageNotContaining("refresh-0");
    assertThat(store.find("one")).contains(intent);
    assertThat(requests).hasValue(0);
  }

  @Test
  void accessToken_afterANewAuthorization_returnsTheNewToken() {
    store.save("one", StoredTokens.of(firstPair()).withRefreshSentAt(START));
    Credentials credentials = credentials(store);
    advanceClock(LIFETIME);
    assertThatThrownBy(credentials::accessToken)
        .isInstanceOf(ReauthorizationRequiredException.class);

    store.save(
        "one",
        new OAuthTokens(
            "again", "r", time.instant(), time.instant().plus(LIFETIME), Set.of(Scope.DAILY)));

    assertThat(credentials.accessToken()).isEqualTo("again");
  }

  @Test
  void accessToken_whenTheRefreshTokenIsRejected_doesNotSendItAgain() {
    store.save("one", firstPair());
    advanceClock(LIFETIME);
    tokenEndpoint = () -> response(400, "{\"error\": \"invalid_grant\"}");
    Credentials credentials = credentials(store);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(credentials::accessToken)
          .isInstanceOf(ReauthorizationRequiredException.class);
    }
    assertThat(requests).hasValue(1);
    assertThat(store.find("one").orElseThrow().tokens()).isEqualTo(firstPair());
  }

  @Test
  void accessToken_whenTheRefreshTokenIsUnused_retries() {
    assertRetried(
        () -> {
          throw new ConnectException("refused");
        },
        OuraIoException.class);
    assertRetried(() -> response(503, ""), ServerException.class);
    assertRetried(
        () -> response(401, "{\"error\": \"invalid_client\"}"), CredentialsException.class);
  }

  private void assertRetried(Callable<OuraResponse> failure, Class<?> exception) {
    advanceClock(LIFETIME);
    requests.set(0);
    store.save("one", firstPair());
    Credentials credentials = credentials(store);
    tokenEndpoint = failure;
    assertThatThrownBy(credentials::accessToken).isInstanceOf(exception);
    assertThat(store.find("one")).contains(StoredTokens.of(firstPair()));
    tokenEndpoint = this::nextPair;
    assertThat(credentials.accessToken()).isEqualTo("access-2");
  }

  @Test
  void accessToken_whenTheResponseIsLost_requiresReauthorization() {
    store.save("one", firstPair());
    advanceClock(LIFETIME);
    Credentials credentials = credentials(store);
    for (String lost : List.of("<html>", "")) {
      store.save("one", firstPair());
      tokenEndpoint =
          () -> {
            if (lost.isEmpty()) {
              throw new IOException("connection reset");
            }
            return response(200, lost);
          };
      assertThatThrownBy(credentials::accessToken).hasMessageContaining("may have processed");
      tokenEndpoint = this::nextPair;
      assertThatThrownBy(credentials::accessToken)
          .isInstanceOf(ReauthorizationRequiredException.class);
    }
    assertThat(requests).hasValue(2);
  }

  @Test
  void accessToken_whenTheCallerIsInterrupted_completesTheRefresh() throws Exception {
    store.save("one", firstPair());
    advanceClock(LIFETIME);
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    tokenEndpoint =
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
    assertThat(requests).hasValue(1);
  }

  @Test
  void accessToken_whenAnEarlyRefreshFails_returnsThePreviousTokenAndBacksOff() throws Exception {
    store.save("one", firstPair());
    Credentials credentials = credentials(store);
    advanceClock(LIFETIME.minusMinutes(4));
    tokenEndpoint = () -> response(503, "");

    for (int i = 0; i < 30; i++) {
      assertThat(credentials.accessTokenFor(call)).isEqualTo("access-0");
    }
    assertThat(nextFailure()).isInstanceOf(ServerException.class);
    // So many calls that another refresh in the background would have been sent by their end.
    for (int i = 0; i < 100_000; i++) {
      credentials.accessTokenFor(call);
    }
    assertThat(requests).as("one attempt, followed by a backoff").hasValue(1);
    assertThat(failures).isEmpty();
    advanceClock(Duration.ofSeconds(30));
    tokenEndpoint = this::nextPair;
    awaitToken(credentials, "access-2");
  }

  @Test
  void accessToken_afterAFailureWhileTheClockRanAhead_doesNotBackOff() throws Exception {
    store.save("one", firstPair());
    Credentials credentials = credentials(store);
    advanceClock(LIFETIME.minusMinutes(4));
    tokenEndpoint = () -> response(503, "");
    assertThat(credentials.accessTokenFor(call)).isEqualTo("access-0");
    assertThat(nextFailure()).isInstanceOf(ServerException.class);

    advanceClock(Duration.ofSeconds(-10));
    tokenEndpoint = this::nextPair;

    awaitToken(credentials, "access-2");
  }

  @Test
  void refreshAfter_whenThePairWasObtainedWhileTheClockRanAhead_refreshes() {
    Instant ahead = START.plus(Duration.ofDays(2));
    store.save(
        "one", new OAuthTokens("access-0", "refresh-0", ahead, ahead.plus(LIFETIME), Set.of()));
    Credentials credentials = credentials(store);

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThat(credentials.refreshAfter("access-0")).contains("access-1");
    assertThat(store.find("one").orElseThrow().tokens().expiresAt())
        .isEqualTo(START.plus(LIFETIME));
  }

  @Test
  void accessToken_withoutExpiration_isUsedUntilItIsRejected() {
    store.save("one", new OAuthTokens("access-0", "refresh-0", START, null, Set.of()));
    Credentials credentials = credentials(store);
    advanceClock(Duration.ofDays(400));

    assertThat(credentials.accessToken()).isEqualTo("access-0");
    assertThat(credentials.refreshAfter("access-0")).contains("access-1");
  }

  @Test
  void accessToken_ofAPersonWithoutTokens_namesTheStore() {
    assertThatThrownBy(() -> credentials(store).accessToken())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("no tokens for one", "in memory", "consent page");
  }

  @Timeout(60)
  @ParameterizedTest
  @ValueSource(ints = {1, Integer.MAX_VALUE})
  void accessToken_forTheReceiverOfAFailureOfTheSameCredentials_isRefreshed(int savesUntilFailure)
      throws Exception {
    store.save("one", firstPair());
    FailingStore failing = new FailingStore(store);
    failing.savesUntilFailure.set(savesUntilFailure);
    Credentials credentials = credentials(failing);
    advanceClock(LIFETIME);
    tokenEndpoint = () -> response(503, "");
    CompletableFuture<String> token = new CompletableFuture<>();
    CallContext curious =
        new CallContext(
            Deadline.none(),
            failure -> {
              failing.savesUntilFailure.set(Integer.MAX_VALUE);
              tokenEndpoint = this::nextPair;
              token.complete(credentials.accessToken());
            });

    assertThatThrownBy(() -> credentials.accessTokenFor(curious))
        .isInstanceOf(ServerException.class);

    assertThat(token.get()).isEqualTo("access-2");
  }

  @Test
  @Timeout(60)
  void accessToken_whenNoThreadCanBeStarted_returnsAValidTokenButNoOther() throws Exception {
    store.save("one", firstPair());
    Credentials credentials = credentials(store);
    advanceClock(LIFETIME.minusMinutes(4));

    assertThat(onTheLastThread(() -> credentials.accessTokenFor(call))).isEqualTo("access-0");
    assertThat(nextFailure())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("one", "no thread could be started", "unused");

    advanceClock(Duration.ofMinutes(4));
    assertThatThrownBy(() -> onTheLastThread(credentials::accessToken))
        .cause()
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("no thread could be started");
    assertThat(requests).hasValue(0);
    assertThat(credentials.accessToken()).isEqualTo("access-1");
  }

  private static String onTheLastThread(Callable<String> call) throws Exception {
    FutureTask<String> task = new FutureTask<>(call);
    new LastThread(task).start();
    return task.get();
  }

  @Test
  void accessToken_withAStoreInMilliseconds_recognizesTheIntentsOfItsOwnRefreshes() {
    FailingStore failing = new FailingStore(new MillisecondStore(store));
    advanceClock(Duration.ofNanos(123_456_789));
    failing.save("one", firstPair());
    failing.savesUntilFailure.set(1);
    Credentials credentials = credentials(failing);
    advanceClock(LIFETIME);
    tokenEndpoint = () -> response(503, "");
    assertThatThrownBy(credentials::accessToken).isInstanceOf(ServerException.class);

    failing.savesUntilFailure.set(1);
    tokenEndpoint = this::nextPair;
    assertThatThrownBy(credentials::accessToken).hasMessage("disk full");
    failing.savesUntilFailure.set(Integer.MAX_VALUE);

    assertThat(credentials.accessToken()).isEqualTo("access-2");
    assertThat(requests).hasValue(2);
  }

  private static OuraResponse response(int status, String body) {
    return new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** A thread from which no other can be started, as if the limit of threads was reached. */
  private static final class LastThread extends Thread {
    LastThread(Runnable task) {
      super(task);
    }

    /** Called when a thread is created, since the limit itself cannot be reached in a test. */
    @Override
    public ClassLoader getContextClassLoader() {
      throw new OutOfMemoryError("unable to create native thread");
    }
  }

  /** A store with timestamps in milliseconds, like some databases. */
  private static final class MillisecondStore extends DelegatingStore {
    MillisecondStore(TokenStore inner) {
      super(inner);
    }

    @Override
    public void save(String person, StoredTokens stored) {
      OAuthTokens tokens = stored.tokens();
      super.save(
          person,
          new StoredTokens(
              new OAuthTokens(
                  tokens.accessToken(),
                  tokens.refreshToken(),
                  tokens.obtainedAt().truncatedTo(ChronoUnit.MILLIS),
                  tokens.expiresAt().truncatedTo(ChronoUnit.MILLIS),
                  tokens.grantedScopes()),
              stored.refreshSentAt() == null
                  ? null
                  : stored.refreshSentAt().truncatedTo(ChronoUnit.MILLIS)));
    }
  }

  /** A store that fails after a number of successful saves, as if the disk was full. */
  private static final class FailingStore extends DelegatingStore {
    private final AtomicInteger savesUntilFailure = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean broken;
    private volatile Runnable afterSave = () -> {};

    FailingStore(TokenStore inner) {
      super(inner);
    }

    @Override
    public void save(String person, StoredTokens tokens) {
      if (broken) {
        throw new IllegalStateException("planted");
      }
      if (savesUntilFailure.getAndDecrement() <= 0) {
        savesUntilFailure.set(0);
        throw new CredentialsException("disk full");
      }
      super.save(person, tokens);
      afterSave.run();
    }
  }
}
