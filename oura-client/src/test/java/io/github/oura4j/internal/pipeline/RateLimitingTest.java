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
import io.github.oura4j.error.ClientRateLimitException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.RateLimitedException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Sleeper;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitMode;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import io.github.oura4j.metrics.OuraMetrics;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RateLimitingTest {
  private static final RateLimit TWO = new RateLimit(2, Duration.ofSeconds(30));

  private final VirtualTime time = new VirtualTime();
  private final AtomicInteger sent = new AtomicInteger();

  private OuraClient.Builder clientWith(Transport transport) {
    return OuraClient.builder()
        .credentials(Credentials.token("a"))
        .ticker(time)
        .sleeper(time)
        .clock(time)
        .transport(
            request -> {
              sent.incrementAndGet();
              return transport.send(request);
            });
  }

  private OuraClient.Builder clientWithSuccess() {
    return clientWith(request -> response(200, Map.of()));
  }

  private static OuraResponse response(int status, Map<String, List<String>> headers) {
    return new OuraResponse(
        status, headers, "{\"id\":\"planted-id\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static OuraResponse rateLimited(String tier, int seconds) {
    return response(
        429, Map.of("Retry-After", List.of("" + seconds), "X-RateLimit-Tier", List.of(tier)));
  }

  private static RequestLimiter local(RateLimit application, RateLimit token, Ticker ticker) {
    return RequestLimiter.local(application, token, RequestLimiter.DEFAULT_MARGIN, ticker);
  }

  private static void acquireAndEnd(RequestLimiter limiter) {
    try (RequestLimiter.Reservation reservation = limiter.reserve("z")) {
      assertThat(reservation.tryAcquire()).isZero();
    }
  }

  private Duration totalWait() {
    return time.waits().stream().reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void call_whenNoPermitIsLeft_waitsForTheNextOne() {
    OuraClient oura = clientWithSuccess().rateLimit(TWO).build();

    for (int i = 0; i < 5; i++) {
      oura.personalInfo().get();
    }

    assertThat(totalWait()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void call_whileWaitingForPermit_reportsTheWaitOnce() {
    List<Duration> waits = new ArrayList<>();
    OuraClient oura =
        clientWithSuccess()
            .rateLimit(TWO)
            .listener(
                new CallListener() {
                  @Override
                  public void onPermitWait(String type, Duration wait) {
                    waits.add(wait);
                  }
                })
            .build();

    for (int i = 0; i < 3; i++) {
      oura.personalInfo().get();
    }

    assertThat(waits).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void call_whenCallsAheadInTheQueueGiveUp_isSentEarlier() {
    RequestLimiter limiter = local(new RateLimit(1, Duration.ofSeconds(10)), TWO, time);
    acquireAndEnd(limiter);
    List<RequestLimiter.Reservation> ahead =
        List.of(
            limiter.reserve("x"), limiter.reserve("x"), limiter.reserve("y"), limiter.reserve("y"));
    ahead.forEach(RequestLimiter.Reservation::tryAcquire);
    OuraClient oura =
        clientWithSuccess()
            .rateLimiter(limiter)
            .listener(
                new CallListener() {
                  @Override
                  public void onPermitWait(String type, Duration wait) {
                    assertThat(wait).isEqualTo(Duration.ofSeconds(50));
                    ahead.forEach(RequestLimiter.Reservation::close);
                  }
                })
            .build();

    oura.personalInfo().get();

    assertThat(totalWait()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void call_whenDeadlinePassesWhileWaiting_takesNoPermitAndSendsNothing() {
    VirtualTime late =
        new VirtualTime() {
          @Override
          public boolean await(CountDownLatch event, Duration length) throws InterruptedException {
            return super.await(event, length.plusMillis(5));
          }
        };
    RequestLimiter limiter = local(TWO, TWO, late);
    OuraClient oura =
        clientWithSuccess()
            .ticker(late)
            .sleeper(late)
            .clock(late)
            .rateLimiter(limiter)
            .retry(RetryPolicy.none().withDeadline(Duration.ofMillis(30_001)))
            .build();
    oura.personalInfo().get();
    oura.personalInfo().get();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(ClientRateLimitException.class);
    assertThat(sent).hasValue(2);
    assertThat(limiter.availablePermits()).hasValue(2);
  }

  @Test
  void call_whileAnotherRequestIsInFlight_waitsUntilOneWindowAfterItsEnd() {
    OuraClient oura =
        clientWith(
                request -> {
                  time.pass(Duration.ofSeconds(7));
                  return response(200, Map.of());
                })
            .rateLimit(new RateLimit(1, Duration.ofSeconds(30)))
            .build();

    oura.personalInfo().get();
    oura.personalInfo().get();

    // 7 seconds in flight, 30 seconds counting, 7 seconds in flight.
    assertThat(time.instant()).isEqualTo(VirtualTime.BEGIN.plusSeconds(44));
    assertThat(totalWait()).isEqualTo(Duration.ofSeconds(30));
  }

  private int permitsOneWindowAfter(IOException failure, Duration margin) {
    RequestLimiter limiter = RequestLimiter.local(TWO, TWO, margin, time);
    OuraClient oura =
        clientWith(
                request -> {
                  throw failure;
                })
            .rateLimiter(limiter)
            .retry(RetryPolicy.none())
            .build();

    assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(OuraIoException.class);

    time.pass(TWO.window());
    int permits = limiter.availablePermits().orElseThrow();
    time.pass(margin);
    assertThat(limiter.availablePermits()).hasValue(2);
    return permits;
  }

  @Test
  void call_whenNothingWasSent_endsItsPermit() {
    assertThat(permitsOneWindowAfter(new ConnectException("refused"), Duration.ofSeconds(60)))
        .isEqualTo(2);
  }

  /** What was given up can still be on its way to Oura, for example in a proxy. */
  @Test
  void call_whenItGivesUpWaitingForTheResponse_keepsItsPermitForTheMargin() {
    assertThat(permitsOneWindowAfter(new IOException("no response"), Duration.ofSeconds(60)))
        .isEqualTo(1);
  }

  /** A limiter whose store cannot be reached for a number of calls of each method. */
  private static class UnreachableLimiter implements RequestLimiter {
    private final AtomicInteger failures;
    private final List<Duration> timeouts = new ArrayList<>();

    UnreachableLimiter(int failures) {
      this.failures = new AtomicInteger(failures);
    }

    private void reach() {
      if (failures.getAndDecrement() > 0) {
        throw new StoreUnavailableException("The database does not respond.");
      }
    }

    @Override
    public Reservation reserve(@Nullable String tokenHash) {
      return new Reservation() {
        @Override
        public Duration tryAcquire() {
          reach();
          return Duration.ZERO;
        }

        @Override
        public Duration tryAcquire(Duration timeout) {
          timeouts.add(timeout);
          return tryAcquire();
        }

        @Override
        public void close() {
          throw new StoreUnavailableException("The database does not respond.");
        }
      };
    }

    @Override
    public void onRateLimited(@Nullable String tokenHash, RateLimitStatus status) {
      throw new StoreUnavailableException("The database does not respond.");
    }

    @Override
    public RateLimit applicationLimit() {
      return TWO;
    }

    @Override
    public Duration margin() {
      return DEFAULT_MARGIN;
    }
  }

  @Test
  void call_whenTheStoreOfTheLimiterIsUnreachableForAWhile_waitsInEveryModeWithoutAnAttempt() {
    OuraClient oura =
        clientWithSuccess()
            .application("id", "secret")
            .rateLimiter(new UnreachableLimiter(20))
            .rateLimitMode(RateLimitMode.FAIL)
            .retry(RetryPolicy.none())
            .build();

    oura.webhooks().delete("8f9a5221-639e-4a85-81cb-4065ef23f979");

    assertThat(sent).hasValue(1);
    assertThat(time.waits()).hasSize(20);
    assertThat(time.waits().get(0)).isLessThan(Duration.ofMillis(100));
    assertThat(time.waits().get(19)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void call_whenTheStoreOfTheLimiterStaysUnreachable_failsWithItsExceptionAndSendsNothing() {
    List<String> events = new ArrayList<>();
    OuraClient oura =
        clientWithSuccess()
            .rateLimiter(new UnreachableLimiter(Integer.MAX_VALUE))
            .listener(
                new CallListener() {
                  @Override
                  public void onAttempt(CallAttempt attempt) {
                    events.add("attempt");
                  }

                  @Override
                  public void onRateLimited(RateLimitStatus status) {
                    events.add("rate limited");
                  }

                  @Override
                  public void onGiveUp(CallAttempt last) {
                    events.add("gave up, " + last.outcome());
                  }

                  @Override
                  public void onEnd(CallAttempt last) {
                    events.add("ended, " + last.outcome());
                  }
                })
            .build();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("The database does not respond.");
    assertThat(sent).hasValue(0);
    assertThat(totalWait()).isBetween(Duration.ofSeconds(118), Duration.ofSeconds(120));
    assertThat(events).containsExactly("gave up, unsent", "ended, unsent");
  }

  @Test
  void call_whenTheStoreOfTheLimiterIsUnreachable_lastsNoLongerThanItsDeadline() {
    UnreachableLimiter unreachable = new UnreachableLimiter(Integer.MAX_VALUE);
    OuraClient oura =
        clientWithSuccess()
            .rateLimiter(unreachable)
            .applicationRateLimiter(RateLimiter.ofDefaults("mine"))
            .build();

    assertThatThrownBy(() -> oura.withDeadline(Duration.ofMillis(250)).personalInfo().get())
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(unreachable.timeouts)
        .containsExactly(Duration.ofMillis(250), Duration.ofMillis(200), Duration.ofMillis(100));
  }

  @Test
  void call_whenTheLimiterCannotHandleA429_reportsThe429() {
    RequestLimiter broken =
        new UnreachableLimiter(0) {
          @Override
          public void onRateLimited(@Nullable String tokenHash, RateLimitStatus status) {
            throw new IllegalStateException("a defect of this limiter");
          }
        };
    OuraClient oura =
        clientWith(request -> rateLimited("token", 50))
            .rateLimiter(broken)
            .retry(RetryPolicy.none())
            .build();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            error -> assertThat(error.retryAt()).contains(VirtualTime.BEGIN.plusSeconds(50)));
  }

  @Test
  void call_whenTheStoreOfTheLimiterIsUnreachableAfterTheResponse_returnsTheResponse() {
    OuraClient oura =
        clientWith(request -> sent.get() == 1 ? rateLimited("token", 3) : response(200, Map.of()))
            .rateLimiter(new UnreachableLimiter(0))
            .build();

    oura.personalInfo().get();

    assertThat(sent).hasValue(2);
  }

  @Test
  void call_withSeveralAttempts_computesTheHashOfItsTokenOnce() {
    List<String> hashes = new ArrayList<>();
    OuraClient oura =
        clientWith(
                request -> {
                  hashes.add(String.valueOf(request.tokenHash()));
                  return response(sent.get() < 3 ? 503 : 200, Map.of());
                })
            .build();

    oura.personalInfo().get();

    assertThat(hashes).hasSize(3);
    assertThat(hashes.get(1)).isSameAs(hashes.get(0)).matches("[0-9a-f]{32}");
    assertThat(hashes.get(2)).isSameAs(hashes.get(0));
  }

  @Test
  void call_byDerivedClient_sharesTheApplicationsPermits() {
    OuraClient oura = clientWithSuccess().rateLimit(TWO).rateLimitMode(RateLimitMode.FAIL).build();
    oura.personalInfo().get();
    oura.withCredentials(Credentials.token("b")).personalInfo().get();

    assertThatThrownBy(() -> oura.sandbox().tag().list())
        .isInstanceOf(ClientRateLimitException.class);
    assertThat(sent).hasValue(2);
  }

  @Test
  void call_withoutPermitInModeFail_suggestsTheModeThatWaits() {
    OuraClient oura = clientWithSuccess().rateLimit(TWO).rateLimitMode(RateLimitMode.FAIL).build();
    oura.personalInfo().get();
    oura.personalInfo().get();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(ClientRateLimitException.class)
        .hasMessageContaining("RateLimitMode.WAIT")
        .hasMessageNotContaining("RetryPolicy");
  }

  @Test
  void call_whenWaitExceedsMaxWait_failsWithRetryTime() {
    OuraClient oura =
        clientWithSuccess()
            .rateLimit(TWO)
            .retry(RetryPolicy.defaults().withMaxWait(Duration.ofSeconds(29)))
            .build();
    oura.personalInfo().get();
    oura.personalInfo().get();

    ClientRateLimitException error =
        catchThrowableOfType(ClientRateLimitException.class, () -> oura.personalInfo().get());

    assertThat(error.retryAt()).isEqualTo(VirtualTime.BEGIN.plusSeconds(30));
    assertThat(error).hasMessageContaining("30 s").hasMessageContaining("maxWait").hasNoCause();
    assertThat(time.waits()).isEmpty();
    assertThat(sent).hasValue(2);
  }

  @Test
  void call_whenDeadlineIsShorterThanTheWait_failsImmediately() {
    OuraClient oura = clientWithSuccess().rateLimit(TWO).build();
    oura.personalInfo().get();
    oura.personalInfo().get();

    assertThatThrownBy(() -> oura.withDeadline(Duration.ofSeconds(5)).personalInfo().get())
        .isInstanceOf(ClientRateLimitException.class);
  }

  @Test
  void call_afterRateLimitOfOneToken_blocksOnlyThatToken() {
    OuraClient oura =
        clientWith(request -> sent.get() == 1 ? rateLimited("token", 50) : response(200, Map.of()))
            .rateLimitMode(RateLimitMode.FAIL)
            .build();
    OuraClient friend = oura.withCredentials(Credentials.token("b"));
    assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(RateLimitedException.class);

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(ClientRateLimitException.class);
    friend.personalInfo().get();
    time.pass(Duration.ofSeconds(50));
    oura.personalInfo().get();
    assertThat(sent).hasValue(3);
  }

  @Test
  void call_afterRateLimitOfApplication_blocksEveryoneUntilRetryAfter() {
    OuraClient oura =
        clientWith(
                request ->
                    sent.get() == 1 ? rateLimited("application", 50) : response(200, Map.of()))
            .build();
    OuraClient friend = oura.withCredentials(Credentials.token("b"));

    oura.personalInfo().get();
    assertThat(time.instant()).isEqualTo(VirtualTime.BEGIN.plusSeconds(50));
    friend.personalInfo().get();
    assertThat(totalWait()).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void call_whenRateLimitResetIsBetweenMilliseconds_waitsOnce() {
    time.pass(Duration.ofNanos(583_000_001));
    String reset = String.valueOf(VirtualTime.BEGIN.plusSeconds(2).getEpochSecond());
    OuraClient oura =
        clientWith(
                request ->
                    response(
                        sent.get() == 1 ? 429 : 200, Map.of("X-RateLimit-Reset", List.of(reset))))
            .build();

    oura.personalInfo().get();

    assertThat(time.waits()).containsExactly(Duration.ofMillis(1417));
  }

  @Test
  void call_byAnotherPersonAfterRateLimitOfApplication_waitsToo() {
    OuraClient oura =
        clientWith(
                request ->
                    sent.get() == 1 ? rateLimited("application", 50) : response(200, Map.of()))
            .retry(RetryPolicy.none())
            .build();
    OuraClient friend = oura.withCredentials(Credentials.token("b"));
    assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(RateLimitedException.class);

    friend.personalInfo().get();

    assertThat(totalWait()).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void call_whenInterruptedWhileWaitingForPermit_failsImmediately() throws Exception {
    assertThatThrownBy(whileWaiting(clientWithSuccess(), new OuraClient[1], Thread::interrupt)::get)
        .hasCauseInstanceOf(OuraInterruptedException.class);
    assertThat(sent).hasValue(2);
  }

  @Test
  void call_whenClientIsClosedWhileWaitingForPermit_failsImmediately() throws Exception {
    OuraClient[] oura = new OuraClient[1];

    assertThatThrownBy(whileWaiting(clientWithSuccess(), oura, thread -> oura[0].close())::get)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private static FutureTask<Object> whileWaiting(
      OuraClient.Builder builder, OuraClient[] oura, Consumer<Thread> action) throws Exception {
    CountDownLatch isWaiting = new CountDownLatch(1);
    oura[0] =
        builder
            .ticker(Ticker.system())
            .sleeper(Sleeper.system())
            .clock(Clock.systemUTC())
            .rateLimit(TWO)
            .listener(
                new CallListener() {
                  @Override
                  public void onPermitWait(String type, Duration wait) {
                    isWaiting.countDown();
                  }
                })
            .build();
    oura[0].personalInfo().get();
    oura[0].personalInfo().get();
    FutureTask<Object> call = new FutureTask<>(() -> oura[0].personalInfo().get());
    Thread thread = new Thread(call);
    thread.start();
    isWaiting.await();
    action.accept(thread);
    thread.join(5000);
    return call;
  }

  @Test
  void metrics_afterRetriesWaitsAndRateLimits_countThemWithoutPersonalData() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    OuraClient oura =
        clientWith(
                request ->
                    switch (sent.get()) {
                      case 1 -> rateLimited("token", 3);
                      case 2 -> response(503, Map.of());
                      default -> response(200, Map.of());
                    })
            .rateLimit(new RateLimit(3, Duration.ofSeconds(40)))
            .listener(new OuraMetrics(registry))
            .build();

    oura.dailySleep().get("planted-id");
    oura.raw().get("/v2/usercollection/planted-path", Map.of("q", "planted"));

    assertThat(registry.get("oura.attempts").tag("status", "429").counter().count()).isEqualTo(1);
    assertThat(registry.get("oura.attempts").tag("status", "503").counter().count()).isEqualTo(1);
    assertThat(registry.get("oura.requests").tag("type", "daily_sleep").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("oura.requests").tag("type", "other").timer().count()).isEqualTo(1);
    assertThat(registry.get("oura.retry.waits").timer().count()).isEqualTo(2);
    assertThat(registry.get("oura.limit.waits").timer().count()).isEqualTo(1);
    assertThat(registry.get("oura.limit.reached").tag("tier", "token").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("oura.permits.left").gauge().value()).isBetween(0.0, 2.0);
    assertThat(registry.getMeters().toString()).doesNotContain("planted");
    assertThat(registry.getMeters())
        .allMatch(meter -> meter.getId().getTags().toString().indexOf("planted") < 0);
  }

  @Test
  void onGiveUp_whenRetriesAreExhausted_isCalledOnce() {
    AtomicInteger gaveUp = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    OuraClient oura =
        clientWith(request -> response(sent.get() <= 4 ? 503 : 404, Map.of()))
            .listener(
                new CallListener() {
                  @Override
                  public void onGiveUp(CallAttempt last) {
                    gaveUp.addAndGet(last.number());
                  }

                  @Override
                  public void onEnd(CallAttempt last) {
                    ended.incrementAndGet();
                  }
                })
            .build();

    assertThatThrownBy(() -> oura.personalInfo().get()).hasMessageContaining("503");
    assertThatThrownBy(() -> oura.personalInfo().get()).hasMessageContaining("404");

    assertThat(gaveUp).hasValue(4);
    assertThat(ended).hasValue(2);
  }
}
