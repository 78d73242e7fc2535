// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oura4j.CallAttempt;
import io.github.oura4j.CallListener;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.RateLimitedException;
import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.ResponseTooLargeException;
import io.github.oura4j.http.Sleeper;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.limit.RateLimitMode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RetryTest {
  private static final OuraResponse OK = response(200, Map.of());

  private final VirtualTime time = new VirtualTime();
  private final AtomicInteger attempts = new AtomicInteger();

  private static OuraResponse response(int status, Map<String, List<String>> headers) {
    return new OuraResponse(status, headers, "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8));
  }

  /** The retrying transport, with jitter that always chooses the longest backoff. */
  private Transport retrying(RetryPolicy policy, RateLimitMode rateLimitMode, Transport next) {
    Transport counting =
        request -> {
          attempts.incrementAndGet();
          return next.send(request);
        };
    return new RetryingTransport(
        counting,
        new RetryRule(
            policy, rateLimitMode, time, () -> 1, new RegistryEntries("oura", null, null)),
        new WaitBudget(time, time, policy.maxWait()),
        new CallListeners(null));
  }

  private OuraResponse send(RetryPolicy policy, String method, Transport next) throws Exception {
    return retrying(policy, RateLimitMode.WAIT, next).send(request(method, policy));
  }

  private OuraRequest request(String method, RetryPolicy policy) {
    return OuraRequest.of(method, URI.create("https://x.example/v2"), Duration.ofSeconds(60))
        .withDeadline(Deadline.after(policy.deadline(), time));
  }

  private OuraClient.Builder client(Transport transport) {
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .ticker(time)
        .sleeper(time)
        .clock(time)
        .transport(
            request -> {
              attempts.incrementAndGet();
              return transport.send(request);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "200, 1, 1", "301, 1, 1", "400, 1, 1", "401, 1, 1", "403, 1, 1", "404, 1, 1",
    "408, 4, 1", "409, 1, 1", "422, 1, 1", "426, 1, 1", "429, 4, 4", "500, 4, 1",
    "501, 1, 1", "502, 4, 1", "503, 4, 1", "504, 4, 1", "505, 1, 1",
  })
  void send_withStatus_retriesReadsAndWritesAccordingToTheTable(int status, int reads, int writes)
      throws Exception {
    for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
      attempts.set(0);

      OuraResponse last =
          send(RetryPolicy.defaults(), method, request -> response(status, Map.of()));

      assertThat(last.status()).isEqualTo(status);
      assertThat(attempts).as(method).hasValue(method.equals("GET") ? reads : writes);
    }
  }

  @Test
  void send_withFailure_retriesReadsAndWritesAccordingToTheTable() {
    Map<IOException, List<Integer>> table =
        Map.of(
            new ConnectException("refused"), List.of(4, 4),
            new IOException("reset"), List.of(4, 1),
            new ResponseTooLargeException(5), List.of(1, 1),
            new SSLPeerUnverifiedException("certificate"), List.of(1, 1));

    table.forEach(
        (failure, expected) -> {
          for (String method : List.of("GET", "POST")) {
            attempts.set(0);

            assertThatThrownBy(
                    () ->
                        send(
                            RetryPolicy.defaults(),
                            method,
                            request -> {
                              throw failure;
                            }))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(failure.getMessage());
            assertThat(attempts)
                .as(method + " " + failure)
                .hasValue(expected.get(method.equals("GET") ? 0 : 1));
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, false",
    "false, true, false",
    "false, false, true",
  })
  void call_afterTwoAttempts_isUnsentOnlyIfBothWere(
      boolean firstMayArrive, boolean secondMayArrive, boolean expected) {
    OuraClient oura =
        client(
                request -> {
                  boolean mayArrive = attempts.get() == 1 ? firstMayArrive : secondMayArrive;
                  throw mayArrive ? new IOException("reset") : new ConnectException("refused");
                })
            .retry(RetryPolicy.defaults().withMaxAttempts(2))
            .build();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOfSatisfying(
            OuraIoException.class, e -> assertThat(e.isUnsent()).isEqualTo(expected))
        .hasMessageContaining("in attempt 2");
  }

  @Test
  void call_whoseFirstAttemptGotAResponse_isNotUnsent() {
    OuraClient oura =
        client(
                request -> {
                  if (attempts.get() == 1) {
                    return response(503, Map.of());
                  }
                  throw new ConnectException("refused");
                })
            .build();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOfSatisfying(OuraIoException.class, e -> assertThat(e.isUnsent()).isFalse());
  }

  @Test
  void send_withoutRetryAfter_doublesTheBackoff() throws Exception {
    send(RetryPolicy.defaults().withMaxAttempts(7), "GET", request -> response(503, Map.of()));

    assertThat(time.waits())
        .extracting(Duration::toMillis)
        .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 8000L);
  }

  @Test
  void send_throughTheClient_appliesFullJitter() {
    OuraClient oura = client(request -> response(503, Map.of())).build();
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(OuraApiException.class);
    }

    assertThat(time.waits()).hasSize(150).allMatch(wait -> wait.toMillis() <= 2000);
    assertThat(time.waits().stream().distinct().count()).isGreaterThan(50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7                             |            | 7",
        "Fri, 20 Mar 2026 03:00:09 GMT |            | 9",
        "                              | 1773975611 | 11",
        "5                             | 1773975611 | 5",
        "words                         | 1773975611 | 11",
      })
  void send_withRetryAfter_waitsForThatTime(String retryAfter, String reset, long seconds)
      throws Exception {
    Map<String, List<String>> headers =
        Map.of(
            "retry-after", retryAfter == null ? List.of() : List.of(retryAfter),
            "x-ratelimit-reset", reset == null ? List.of() : List.of(reset));

    send(
        RetryPolicy.defaults(),
        "GET",
        request -> attempts.get() == 1 ? response(429, headers) : OK);

    assertThat(time.waits()).containsExactly(Duration.ofSeconds(seconds));
  }

  @Test
  void send_whenLocalClockIsWrong_comparesDatesWithTheDateHeader() throws Exception {
    Map<String, List<String>> headers =
        Map.of(
            "Date", List.of("Sat, 21 Mar 2026 15:00:00 GMT"),
            "Retry-After", List.of("Sat, 21 Mar 2026 15:00:04 GMT"));

    send(
        RetryPolicy.defaults(),
        "GET",
        request -> attempts.get() == 1 ? response(503, headers) : OK);

    assertThat(time.waits()).containsExactly(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-5",
        "0",
        "99999999999999999999",
        "999999999999",
        "31536000",
        "soon",
        "",
        " ",
        "1e1",
        "3.5",
        "0x10",
        "5, 6",
        "Fri, 20 Mar 2020 03:00:09 GMT",
        "Fri, 20 Mar 9999 03:00:09 GMT",
        "Fri, 99 Mar 2026",
        "\u0665",
      })
  void send_whenHeadersAreInvalid_waitsForTheBackoff(String invalid) throws Exception {
    for (String name : List.of("Retry-After", "X-RateLimit-Reset", "X-RateLimit-Window")) {
      attempts.set(0);
      send(
          RetryPolicy.defaults(),
          "GET",
          request -> attempts.get() == 1 ? response(429, Map.of(name, List.of(invalid))) : OK);
    }

    assertThat(time.waits()).hasSize(3).containsOnly(Duration.ofMillis(500));
  }

  @Test
  void send_whenHeaderHasTwoDifferentValues_waitsForTheBackoff() throws Exception {
    send(
        RetryPolicy.defaults(),
        "GET",
        request ->
            attempts.get() == 1 ? response(429, Map.of("Retry-After", List.of("3", "9"))) : OK);

    assertThat(time.waits()).containsExactly(Duration.ofMillis(500));
  }

  @Test
  void send_withShortMaxWait_shortensTheBackoffButNotRetryAfter() throws Exception {
    RetryPolicy policy = RetryPolicy.defaults().withMaxWait(Duration.ofMillis(200));

    send(policy, "GET", request -> response(503, Map.of()));
    assertThat(attempts).hasValue(4);
    assertThat(time.waits()).hasSize(3).containsOnly(Duration.ofMillis(200));

    attempts.set(0);
    send(policy, "GET", request -> response(503, Map.of("Retry-After", List.of("1"))));
    assertThat(attempts).hasValue(1);
  }

  @Test
  void call_whenRetryAfterExceedsMaxWait_failsImmediatelyWithRetryTime() {
    OuraClient oura =
        client(request -> response(429, Map.of("Retry-After", List.of("250")))).build();

    RateLimitedException error =
        catchThrowableOfType(RateLimitedException.class, () -> oura.personalInfo().get());

    assertThat(error).hasMessageContaining("250 s");
    // The client's clock, not the system's.
    assertThat(error.retryAt()).hasValue(VirtualTime.BEGIN.plusSeconds(250));
    assertThat(attempts).hasValue(1);
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void call_withPatientPolicy_waitsUntilTheRateLimitIsLifted() {
    OuraClient oura =
        client(
                request ->
                    attempts.get() == 1 ? response(429, Map.of("Retry-After", List.of("250"))) : OK)
            .retry(RetryPolicy.patient())
            .build();

    oura.personalInfo().get();

    assertThat(time.instant()).isAfterOrEqualTo(VirtualTime.BEGIN.plusSeconds(250));
  }

  @Test
  void call_withoutRetries_sendsOnce() {
    OuraClient oura = client(request -> response(503, Map.of())).retry(RetryPolicy.none()).build();

    assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(OuraApiException.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void call_withRateLimitModeFail_doesNotRetryStatus429() {
    OuraClient oura =
        client(request -> response(429, Map.of())).rateLimitMode(RateLimitMode.FAIL).build();

    assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(RateLimitedException.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void call_whenDeadlineIsNear_doesNotRetry() {
    OuraClient oura =
        client(
                request -> {
                  time.pass(Duration.ofSeconds(9));
                  throw new IOException("connection reset");
                })
            .retry(RetryPolicy.defaults().withMaxAttempts(100).withDeadline(Duration.ofSeconds(30)))
            .build();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("in attempt " + attempts.get());
    assertThat(time.instant()).isBefore(VirtualTime.BEGIN.plusSeconds(40));
    assertThat(attempts).hasValueBetween(2, 4);
  }

  @Test
  void call_whenTheWaitTakesLongerThanTheDeadline_isNotSentAgain() {
    VirtualTime late =
        new VirtualTime() {
          @Override
          public boolean await(CountDownLatch event, Duration length) throws InterruptedException {
            return super.await(event, length.plusSeconds(10));
          }
        };
    AtomicInteger gaveUp = new AtomicInteger();
    OuraClient oura =
        client(request -> response(503, Map.of("Retry-After", List.of("3"))))
            .ticker(late)
            .sleeper(late)
            .listener(
                new CallListener() {
                  @Override
                  public void onGiveUp(CallAttempt last) {
                    gaveUp.incrementAndGet();
                  }
                })
            .build();

    assertThatThrownBy(() -> oura.withDeadline(Duration.ofSeconds(5)).personalInfo().get())
        .isInstanceOf(OuraApiException.class);
    assertThat(attempts).hasValue(1);
    assertThat(gaveUp).hasValue(1);
  }

  @Test
  void call_withShortDeadline_limitsTheTimeoutOfEachAttempt() {
    Duration[] timeouts = new Duration[1];
    OuraClient oura =
        client(
                request -> {
                  timeouts[0] = request.timeLeft();
                  return OK;
                })
            .build();

    oura.withDeadline(Duration.ofSeconds(3)).personalInfo().get();
    assertThat(timeouts[0]).isEqualTo(Duration.ofSeconds(3));

    oura.personalInfo().get();
    assertThat(timeouts[0]).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void call_whenWallClockIsSetBackDuringTheWait_waitsNoLonger() throws Exception {
    OuraResponse rateLimited = response(429, Map.of("Retry-After", List.of("5")));

    OuraClient oura =
        client(
                request -> {
                  time.setWallClock(Duration.ofHours(-3));
                  return attempts.get() == 1 ? rateLimited : OK;
                })
            .build();
    oura.personalInfo().get();

    assertThat(time.waits()).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void call_whenInterruptedDuringBackoff_failsImmediately() throws Exception {
    FutureTask<Object> call =
        whileWaiting(
            Thread::interrupt, client(r -> response(503, Map.of("Retry-After", List.of("50")))));

    assertThatThrownBy(call::get).hasCauseInstanceOf(OuraInterruptedException.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void call_whenClientIsClosedDuringBackoff_failsImmediately() throws Exception {
    OuraClient.Builder builder =
        client(request -> response(503, Map.of("Retry-After", List.of("50"))));
    OuraClient[] oura = new OuraClient[1];

    FutureTask<Object> call = whileWaiting(thread -> oura[0].close(), builder, oura);

    assertThatThrownBy(call::get)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(attempts).hasValue(1);
  }

  @Test
  void call_afterTheClientWasClosed_failsAndSendsNothing() {
    OuraClient oura = client(request -> OK).build();
    oura.close();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This client is closed. Create a new one.");
    assertThat(attempts).hasValue(0);
  }

  private FutureTask<Object> whileWaiting(Consumer<Thread> action, OuraClient.Builder builder)
      throws Exception {
    return whileWaiting(action, builder, new OuraClient[1]);
  }

  /** Starts a call that really waits, and runs an action as soon as it does. */
  private static FutureTask<Object> whileWaiting(
      Consumer<Thread> action, OuraClient.Builder builder, OuraClient[] oura) throws Exception {
    CountDownLatch isWaiting = new CountDownLatch(1);
    oura[0] =
        builder
            .ticker(Ticker.system())
            .sleeper(Sleeper.system())
            .clock(Clock.systemUTC())
            .listener(
                new CallListener() {
                  @Override
                  public void onRetry(CallAttempt failed, Duration wait) {
                    isWaiting.countDown();
                  }
                })
            .build();
    FutureTask<Object> call = new FutureTask<>(() -> oura[0].personalInfo().get());
    Thread thread = new Thread(call);
    thread.start();
    isWaiting.await();
    action.accept(thread);
    thread.join(5000);
    return call;
  }

  @Test
  void call_withTenFailuresInEachOfFiveHundredThreads_succeedsInEach() throws Exception {
    ThreadLocal<Integer> failures = ThreadLocal.withInitial(() -> 0);
    OuraClient oura =
        client(
                request -> {
                  failures.set(failures.get() + 1);
                  if (failures.get() <= 10) {
                    throw new IOException("connection reset");
                  }
                  return OK;
                })
            .retry(RetryPolicy.defaults().withMaxAttempts(11).withDeadline(Duration.ofDays(300)))
            .build();
    AtomicInteger succeeded = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          oura.personalInfo().get();
                          succeeded.incrementAndGet();
                        }))
            .toList();

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(succeeded).hasValue(500);
    assertThat(attempts).hasValue(5500);
  }

  @Test
  void retryPolicy_withInvalidValue_throwsAndNamesIt() {
    RetryPolicy policy = RetryPolicy.defaults();
    Map<Runnable, String> invalid =
        Map.of(
            () -> policy.withMaxAttempts(0), "maxAttempts",
            () -> policy.withMaxAttempts(101), "maxAttempts",
            () -> policy.withMaxWait(Duration.ZERO), "maxWait",
            () -> policy.withDeadline(Duration.ofSeconds(-1)), "deadline",
            () -> policy.withDeadline(Duration.ofSeconds(Long.MAX_VALUE)), "deadline",
            () -> policy.withBackoff(Duration.ZERO, Duration.ofSeconds(1)), "backoff",
            () -> policy.withBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1)), "maxBackoff");

    invalid.forEach(
        (setting, name) ->
            assertThatThrownBy(setting::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name));
  }

  @Test
  void call_whenListenerThrows_continues() {
    OuraClient oura =
        client(request -> attempts.get() == 1 ? response(503, Map.of()) : OK)
            .listener(
                new CallListener() {
                  @Override
                  public void onRetry(CallAttempt failed, Duration wait) {
                    throw new IllegalStateException("listener failure");
                  }
                })
            .build();

    oura.personalInfo().get();

    assertThat(attempts).hasValue(2);
  }
}
