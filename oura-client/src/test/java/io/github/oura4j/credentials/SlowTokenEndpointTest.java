// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.CallListener;
import io.github.oura4j.OuraClient;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Calls while the token endpoint does not respond, or the token store has a problem. The endpoint
 * of each test responds only after {@link #release}.
 */
@Timeout(60)
class SlowTokenEndpointTest {
  private static final int CALLS = 64;
  private static final Duration VALID = Duration.ofMinutes(4);
  private static final Duration EXPIRED = Duration.ofSeconds(-1);

  private final TokenStore store = TokenStore.inMemory();
  private final AtomicInteger tokenRequests = new AtomicInteger();
  private final CountDownLatch sent = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final BlockingQueue<OuraException> failures = new LinkedBlockingQueue<>();
  private volatile int status = 200;

  /** Stands still until the token endpoint receives a request, which takes it a second. */
  private final VirtualTime time = new VirtualTime();

  private final OAuthClient oauth =
      OAuthClient.builder("id", "secret")
          .transport(
              request -> {
                tokenRequests.incrementAndGet();
                sent.countDown();
                time.pass(Duration.ofSeconds(1));
                released.await();
                return response(
                    status,
                    "{\"access_token\": \"next\", \"refresh_token\": \"s\", \"expires_in\": 86400}");
              })
          .build();

  @AfterEach
  void release() {
    released.countDown();
  }

  private static OuraResponse response(int status, String body) {
    return new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private void saveToken(Duration validity) {
    Instant now = Instant.now();
    store.save(
        "one",
        StoredTokens.of(
            new OAuthTokens(
                "first", "r", now.minus(Duration.ofHours(1)), now.plus(validity), Set.of())));
  }

  private OuraClient client(TokenStore tokenStore) {
    return client(tokenStore, Ticker.system(), request -> response(200, "{\"id\":\"me\"}"));
  }

  private OuraClient client(TokenStore tokenStore, Ticker ticker, Transport api) {
    return OuraClient.builder()
        .credentials(oauth.credentials(tokenStore, "one"))
        .transport(api)
        .ticker(ticker)
        .listener(
            new CallListener() {
              @Override
              public void onRefreshFailed(OuraException reason) {
                failures.add(reason);
              }
            })
        .build();
  }

  private OuraException nextFailure() throws InterruptedException {
    return failures.poll(20, TimeUnit.SECONDS);
  }

  /** Starts calls on threads of their own, which are daemons. */
  private static List<FutureTask<String>> start(Supplier<String> call) {
    List<FutureTask<String>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      FutureTask<String> task = new FutureTask<>(call::get);
      calls.add(task);
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      thread.start();
    }
    return calls;
  }

  @Test
  void calls_whileAValidTokenIsRefreshed_completeBeforeTheTokenEndpointResponds() throws Exception {
    saveToken(VALID);
    List<FutureTask<String>> calls = new ArrayList<>();
    for (OuraClient oura : List.of(client(store), client(store))) {
      calls.addAll(start(() -> oura.personalInfo().get().id()));
    }

    for (FutureTask<String> call : calls) {
      assertThat(call.get()).isEqualTo("me");
    }
    sent.await();
    assertThat(tokenRequests).hasValue(1);
    assertThat(store.find("one").orElseThrow().tokens().accessToken()).isEqualTo("first");

    release();
    oauth.close();
    assertThat(store.find("one").orElseThrow().tokens().accessToken()).isEqualTo("next");
    assertThat(tokenRequests).hasValue(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void calls_withoutAValidToken_shareTheFailureOfOneRefresh() throws Exception {
    saveToken(EXPIRED);
    status = 503;
    CountDownLatch started = new CountDownLatch(CALLS);
    Credentials credentials = oauth.credentials(store, "one");
    List<FutureTask<String>> calls =
        start(
            () ->
                credentials.accessTokenFor(
                    new CallContext(Deadline.after(VALID, counting(started)), failures::add)));

    started.await();
    sent.await();
    assertThat(tokenRequests).hasValue(1);
    release();

    for (FutureTask<String> call : calls) {
      assertThatThrownBy(call::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ServerException.class);
    }
    assertThat(tokenRequests).hasValue(1);
    assertThat(nextFailure()).isInstanceOf(ServerException.class);
    assertThat(failures).isEmpty();
  }

  /**
   * Returns a ticker whose second reading, after creating the deadline, shows that a call waits.
   */
  private static Ticker counting(CountDownLatch waiting) {
    AtomicInteger readings = new AtomicInteger();
    return () -> {
      if (readings.incrementAndGet() == 2) {
        waiting.countDown();
      }
      return System.nanoTime();
    };
  }

  @Test
  void call_withoutAValidToken_endsAtItsDeadline() throws Exception {
    saveToken(EXPIRED);
    OuraClient oura = client(store).withDeadline(Duration.ofMillis(50));

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> oura.personalInfo().get())
          .isInstanceOfSatisfying(OuraIoException.class, e -> assertThat(e.isUnsent()).isTrue())
          .hasMessageContainingAll("one", "50 ms", "continues in the background");
    }
    sent.await();
    assertThat(tokenRequests).hasValue(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void call_whoseTokenIsRejected_waitsForTheRefreshUntilItsDeadline() {
    saveToken(Duration.ofHours(1));
    OuraClient oura =
        client(store, time, request -> response(401, "")).withDeadline(Duration.ofMillis(50));

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOfSatisfying(OuraIoException.class, e -> assertThat(e.isUnsent()).isFalse())
        .hasMessageContaining("50 ms");
  }

  @Test
  void calls_thatAreCanceled_leaveOneDaemonThread() throws Exception {
    saveToken(EXPIRED);
    Thread caller = Thread.currentThread();
    Set<Thread> refreshing = ConcurrentHashMap.newKeySet();
    TokenStore observed =
        new DelegatingStore(store) {
          @Override
          public Optional<StoredTokens> find(String person) {
            if (Thread.currentThread() != caller) {
              refreshing.add(Thread.currentThread());
            }
            return super.find(person);
          }
        };

    for (int i = 0; i < 2_000; i++) {
      Credentials credentials = oauth.credentials(observed, "one");
      caller.interrupt();
      assertThatThrownBy(credentials::accessToken).isInstanceOf(OuraInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
    }

    sent.await();
    assertThat(refreshing).singleElement().matches(Thread::isAlive).matches(Thread::isDaemon);
  }

  @Test
  void close_duringARefresh_waitsUntilThePairIsStoredEvenIfInterrupted() throws Exception {
    saveToken(EXPIRED);
    FutureTask<Boolean> canceledCall =
        new FutureTask<>(
            () -> {
              try (oauth;
                  OuraClient oura = client(store)) {
                oura.personalInfo().get();
                return false;
              } catch (OuraInterruptedException e) {
                return Thread.currentThread().isInterrupted();
              }
            });
    Thread thread = new Thread(canceledCall);
    thread.start();
    sent.await();
    thread.interrupt();
    awaitClosing(thread);
    release();

    assertThat(canceledCall.get()).as("still interrupted").isTrue();
    assertThat(store.find("one").orElseThrow().tokens().refreshToken()).isEqualTo("s");
    assertThatThrownBy(() -> oauth.refresh(store.find("one").orElseThrow().tokens()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private static void awaitClosing(Thread thread) {
    while (thread.isAlive()
        && List.of(thread.getStackTrace()).stream()
            .noneMatch(frame -> frame.getMethodName().equals("awaitEnd"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void calls_whileTheStoreHasAProblem_succeedAndNotifyTheListener() throws Exception {
    saveToken(VALID);
    OuraClient oura =
        client(
            new DelegatingStore(store) {
              @Override
              public void save(String person, StoredTokens tokens) {
                throw new CredentialsException("disk full");
              }
            });

    for (int i = 0; i < 3; i++) {
      assertThat(oura.personalInfo().get().id()).isEqualTo("me");
    }
    assertThat(nextFailure()).hasMessage("disk full");
    assertThat(tokenRequests).hasValue(0);
    assertThat(store.find("one").orElseThrow().refreshSentAt()).isNull();
  }

  @Test
  void calls_whileTheLockIsHeldElsewhere_succeed() throws Exception {
    saveToken(VALID);
    OuraClient oura = client(store);
    CountDownLatch held = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () ->
                store.withLock(
                    "one",
                    () -> {
                      held.countDown();
                      return awaitRelease();
                    }));
    holder.start();
    held.await();

    for (int i = 0; i < 3; i++) {
      assertThat(oura.personalInfo().get().id()).isEqualTo("me");
    }
    assertThatThrownBy(
            () -> {
              saveToken(EXPIRED);
              client(store).withDeadline(Duration.ofMillis(50)).personalInfo().get();
            })
        .as("a call without a valid token")
        .isInstanceOf(OuraIoException.class);
    assertThat(tokenRequests).hasValue(0);
    release();
    holder.join();
  }

  private boolean awaitRelease() {
    try {
      released.await();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
