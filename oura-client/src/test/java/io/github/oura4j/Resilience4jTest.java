// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.ClientRateLimitException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.RateLimitedException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitMode;
import io.github.oura4j.limit.RequestLimiter;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users of Resilience4j see of a client, and what they can supply. */
@Timeout(120)
class Resilience4jTest {
  private static final RateLimit FOUR = new RateLimit(4, Duration.ofSeconds(30));
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final VirtualTime time = new VirtualTime();
  private final RetryRegistry retries = RetryRegistry.ofDefaults();
  private final RateLimiterRegistry rateLimiters =
      RateLimiterRegistry.custom().withTags(Map.of("team", "sleep")).build();
  private final List<Integer> statuses = new ArrayList<>();

  /** Responds with the next of the statuses, or 200 after the last; 0 means a lost connection. */
  private OuraResponse respond() throws IOException {
    int status = statuses.isEmpty() ? 200 : statuses.remove(0);
    if (status == 0) {
      throw new IOException("connection reset");
    }
    Map<String, List<String>> headers =
        status == 429
            ? Map.of("Retry-After", List.of("50"), "X-RateLimit-Tier", List.of("application"))
            : Map.of();
    return new OuraResponse(status, headers, "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8));
  }

  private OuraClient.Builder builder() {
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .rateLimit(FOUR)
        .ticker(time)
        .sleeper(time)
        .clock(time)
        .transport(request -> respond());
  }

  private OuraClient.Builder registered() {
    return builder().retryRegistry(retries).rateLimiterRegistry(rateLimiters);
  }

  private RateLimiter application() {
    return rateLimiters.find("oura-application").orElseThrow();
  }

  private static void callAndFail(OuraClient oura) {
    assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(OuraException.class);
  }

  @Test
  void build_withRegistries_registersRetriesAndTheApplicationsLimit() {
    OuraClient oura = registered().build();

    assertThat(retries.getAllRetries())
        .extracting(Retry::getName)
        .containsExactlyInAnyOrder("oura-reads", "oura-writes");
    assertThat(retries.retry("oura-reads").getRetryConfig().getMaxAttempts()).isEqualTo(4);
    assertThat(rateLimiters.getAllRateLimiters()).containsExactly(application());
    RateLimiterConfig config = application().getRateLimiterConfig();
    assertThat(config.getLimitForPeriod()).isEqualTo(4);
    assertThat(config.getLimitRefreshPeriod()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.getTimeoutDuration()).isEqualTo(RetryPolicy.defaults().maxWait());
    assertThat(application().getTags()).containsEntry("team", "sleep");

    oura.personalInfo().get();
    oura.withCredentials(Credentials.token("other")).personalInfo().get();
    assertThat(application().getMetrics().getAvailablePermissions()).isEqualTo(2);
    assertThat(rateLimiters.getAllRateLimiters()).hasSize(1);
  }

  @Test
  void metrics_ofResilience4jMicrometer_showRetriesAndPermits() {
    MeterRegistry meters = new SimpleMeterRegistry();
    TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    TaggedRateLimiterMetrics.ofRateLimiterRegistry(rateLimiters).bindTo(meters);
    OuraClient oura = registered().rateLimit(new RateLimit(100, Duration.ofMinutes(5))).build();

    oura.personalInfo().get();
    statuses.addAll(List.of(503, 0, 200));
    oura.personalInfo().get();
    statuses.addAll(List.of(404));
    callAndFail(oura);
    statuses.addAll(List.of(503, 503, 503, 503));
    callAndFail(oura);

    assertThat(calls(meters, "successful_without_retry")).isEqualTo(1);
    assertThat(calls(meters, "successful_with_retry")).isEqualTo(1);
    assertThat(calls(meters, "failed_without_retry")).isEqualTo(1);
    assertThat(calls(meters, "failed_with_retry")).isEqualTo(1);
    assertThat(gauge(meters, "available.permissions")).isEqualTo(100 - 9);
    assertThat(gauge(meters, "waiting_threads")).isEqualTo(0);

    oura.close();
    assertThat(meters.getMeters()).isEmpty();
  }

  private static double calls(MeterRegistry meters, String kind) {
    return meters
        .get("resilience4j.retry.calls")
        .tag("name", "oura-reads")
        .tag("kind", kind)
        .functionCounter()
        .count();
  }

  private static double gauge(MeterRegistry meters, String name) {
    return meters
        .get("resilience4j.ratelimiter." + name)
        .tag("name", "oura-application")
        .tag("team", "sleep")
        .gauge()
        .value();
  }

  @Test
  void retryEvents_ofCalls_areOneForEachRetryAndOneForEachCallThatNeededOne() {
    OuraClient oura = registered().rateLimit(new RateLimit(100, Duration.ofMinutes(5))).build();
    List<String> events = new ArrayList<>();
    retries
        .retry("oura-reads")
        .getEventPublisher()
        .onEvent(
            event ->
                events.add(event.getEventType() + " " + event.getLastThrowable().getMessage()));

    oura.personalInfo().get();
    statuses.addAll(List.of(503, 0));
    oura.personalInfo().get();
    statuses.addAll(List.of(0, 0, 0, 503));
    callAndFail(oura);
    statuses.addAll(List.of(404));
    callAndFail(oura);
    statuses.addAll(List.of(429));
    callAndFail(oura.withDeadline(Duration.ofSeconds(20)));

    assertThat(events)
        .containsExactly(
            "RETRY status 503",
            "RETRY connection reset",
            "SUCCESS connection reset",
            "RETRY connection reset",
            "RETRY connection reset",
            "RETRY connection reset",
            "ERROR status 503",
            "IGNORED_ERROR status 404",
            // The response asks to wait for longer than the call may take.
            "IGNORED_ERROR status 429");
  }

  @Test
  void rateLimiterEvents_ofCallsAndOtherCode_areSuccessesAndFailures() {
    OuraClient oura = registered().rateLimitMode(RateLimitMode.FAIL).build();
    List<String> events = new ArrayList<>();
    application()
        .getEventPublisher()
        .onSuccess(event -> events.add("acquired " + event.getNumberOfPermits()));
    application()
        .getEventPublisher()
        .onFailure(event -> events.add("rejected " + event.getNumberOfPermits()));

    oura.personalInfo().get();
    assertThat(application().acquirePermission(3)).isTrue();
    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(ClientRateLimitException.class);
    application().changeTimeoutDuration(Duration.ZERO);
    assertThat(application().acquirePermission()).isFalse();
    assertThat(application().reservePermission(2)).isEqualTo(-1);

    assertThat(events)
        .containsExactly("acquired 1", "acquired 3", "rejected 1", "rejected 1", "rejected 2");
  }

  @Test
  void acquirePermission_byOtherCode_countsForOneWindowPlusTheMargin() {
    OuraClient oura = registered().rateLimitMode(RateLimitMode.FAIL).build();
    for (int i = 0; i < 4; i++) {
      assertThat(application().executeSupplier(() -> "other code")).isEqualTo("other code");
    }

    time.pass(FOUR.window().plus(MARGIN).minusNanos(1));
    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(ClientRateLimitException.class);
    time.pass(Duration.ofNanos(1));
    oura.personalInfo().get();
  }

  @Test
  void acquirePermission_whenNoneIsLeft_waitsUpToItsTimeout() {
    OuraClient oura = registered().build();
    for (int i = 0; i < 4; i++) {
      oura.personalInfo().get();
    }

    application().changeTimeoutDuration(Duration.ofSeconds(29));
    assertThat(application().acquirePermission()).isFalse();
    assertThat(time.waits()).isEmpty();
    assertThatThrownBy(() -> RateLimiter.waitForPermission(application()))
        .isInstanceOf(RequestNotPermitted.class);
    application().changeTimeoutDuration(Duration.ofSeconds(30));
    assertThat(application().acquirePermission()).isTrue();
    assertThat(time.instant()).isEqualTo(VirtualTime.BEGIN.plusSeconds(30));
  }

  @Test
  void acquirePermission_whenInterrupted_failsAndGivesUpItsPlace() {
    registered().build();
    assertThat(application().acquirePermission(4)).isTrue();
    application().changeTimeoutDuration(Duration.ofMinutes(10));

    Thread.currentThread().interrupt();
    assertThat(application().acquirePermission()).isFalse();
    assertThat(Thread.interrupted()).isTrue();

    time.pass(FOUR.window().plus(MARGIN));
    assertThat(application().reservePermission()).isZero();
  }

  @Test
  void acquirePermission_afterTheClientWasClosed_doesNotWait() {
    OuraClient oura = registered().build();
    RateLimiter application = application();
    oura.close();

    assertThat(application.acquirePermission(4)).isTrue();
    assertThat(application.acquirePermission()).isFalse();
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void acquirePermission_ofMoreThanTheLimit_throws() {
    registered().build();

    for (int permits : new int[] {0, 5}) {
      assertThatThrownBy(() -> application().acquirePermission(permits))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from 1 to 4");
    }
  }

  @Test
  void reservePermission_whenNotAllAreAvailable_acquiresNone() {
    registered().build();

    assertThat(application().reservePermission(3)).isZero();
    assertThat(application().reservePermission(2)).isEqualTo(-1);
    assertThat(application().reservePermission()).isZero();
    assertThat(application().reservePermission()).isEqualTo(-1);
  }

  @Test
  void drainPermissions_always_suspendsGrantingForOneWindow() {
    OuraClient oura = registered().build();
    List<Integer> drained = new ArrayList<>();
    application().getEventPublisher().onEvent(event -> drained.add(event.getNumberOfPermits()));

    application().drainPermissions();

    assertThat(application().getMetrics().getAvailablePermissions()).isZero();
    oura.personalInfo().get();
    assertThat(time.instant()).isEqualTo(VirtualTime.BEGIN.plusSeconds(30));
    assertThat(drained).containsExactly(4, 1);
  }

  @Test
  void changeLimitForPeriod_always_throwsAndNamesTheSetting() {
    registered().build();

    assertThatThrownBy(() -> application().changeLimitForPeriod(5))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("rateLimit(...)");
  }

  @Test
  void numberOfWaitingThreads_whileACallWaits_countsIt() {
    AtomicInteger waiting = new AtomicInteger();
    VirtualTime observed =
        new VirtualTime() {
          @Override
          public boolean await(CountDownLatch event, Duration length) throws InterruptedException {
            waiting.set(application().getMetrics().getNumberOfWaitingThreads());
            return super.await(event, length);
          }
        };
    OuraClient oura =
        registered().ticker(observed).sleeper(observed).rateLimit(new RateLimit(1, MARGIN)).build();

    oura.personalInfo().get();
    oura.personalInfo().get();

    assertThat(waiting).hasValue(1);
    assertThat(application().getMetrics().getNumberOfWaitingThreads()).isZero();
  }

  @Test
  void build_withANameThatIsTaken_throwsAndLeavesTheRegistriesAsTheyWere() {
    Retry taken = retries.retry("oura-writes");

    assertThatThrownBy(() -> registered().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("oura-writes")
        .hasMessageContaining("registryName(...)");
    assertThat(retries.getAllRetries()).containsExactly(taken);
    assertThat(rateLimiters.getAllRateLimiters()).isEmpty();
  }

  @Test
  void build_ofTwoClientsWithOneRegistry_needsTwoNames() {
    registered().build();

    assertThatThrownBy(() -> registered().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already has an entry named oura-");
    registered().registryName("second").build();
    assertThat(rateLimiters.getAllRateLimiters())
        .extracting(RateLimiter::getName)
        .containsExactlyInAnyOrder("oura-application", "second-application");
    assertThat(retries.getAllRetries()).hasSize(4);
  }

  @Test
  void close_ofTheClientThatWasBuilt_removesItsEntriesOnly() {
    OuraClient first = registered().build();
    first.sandbox().close();
    assertThat(rateLimiters.getAllRateLimiters()).hasSize(1);

    first.close();
    assertThat(rateLimiters.getAllRateLimiters()).isEmpty();
    assertThat(retries.getAllRetries()).isEmpty();

    registered().build();
    first.close();
    assertThat(rateLimiters.getAllRateLimiters()).hasSize(1);
    assertThat(retries.getAllRetries()).hasSize(2);
  }

  @Test
  void close_whenAnEntryWasReplaced_keepsTheReplacement() {
    OuraClient oura = registered().build();
    Retry replacement = Retry.of("oura-reads", RetryConfig.ofDefaults());
    retries.replace("oura-reads", replacement);

    oura.close();

    assertThat(retries.getAllRetries()).containsExactly(replacement);
  }

  @Test
  void registeredLimiter_sharedByTwoClients_showsTheSamePermits() {
    RequestLimiter shared = RequestLimiter.local(FOUR, FOUR, MARGIN, time);
    OuraClient first = registered().rateLimiter(shared).build();
    registered().rateLimiter(shared).registryName("second").build();

    first.personalInfo().get();

    assertThat(rateLimiters.getAllRateLimiters())
        .hasSize(2)
        .allMatch(limiter -> limiter.getMetrics().getAvailablePermissions() == 3);
  }

  /** A user's rate limiter, in virtual time: so many permits in each 10 seconds. */
  private RateLimiter supplied(int permits, Duration timeout) {
    return RateLimiter.of(
        "mine",
        RateLimiterConfig.custom()
            .limitForPeriod(permits)
            .limitRefreshPeriod(Duration.ofSeconds(10))
            .timeoutDuration(timeout)
            .build(),
        time::nanoTime);
  }

  @Test
  void call_withASuppliedRateLimiter_acquiresTheApplicationsPermitFromIt() {
    RateLimiter mine = supplied(2, Duration.ofMinutes(1));
    OuraClient oura = registered().applicationRateLimiter(mine).build();
    OuraClient friend = oura.withCredentials(Credentials.token("friend"));

    oura.personalInfo().get();
    friend.personalInfo().get();
    assertThat(time.waits()).isEmpty();
    friend.personalInfo().get();

    assertThat(time.instant())
        .isAfter(VirtualTime.BEGIN)
        .isBefore(VirtualTime.BEGIN.plusSeconds(11));
    assertThat(rateLimiters.getAllRateLimiters()).isEmpty();
    assertThat(retries.getAllRetries()).hasSize(2);
  }

  @Test
  void call_whenTheTokenHasNoPermit_takesNoneFromTheSuppliedRateLimiter() {
    RateLimiter mine = supplied(100, Duration.ZERO);
    OuraClient oura =
        builder().applicationRateLimiter(mine).rateLimitMode(RateLimitMode.FAIL).build();
    for (int i = 0; i < 4; i++) {
      oura.personalInfo().get();
    }

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(ClientRateLimitException.class);
    assertThat(mine.getMetrics().getAvailablePermissions()).isEqualTo(96);
    oura.withCredentials(Credentials.token("friend")).personalInfo().get();
  }

  @Test
  void call_whenTheSuppliedRateLimiterPromisesNoPermit_triesAgainAsLongAsItMay() {
    OuraClient oura =
        builder()
            .applicationRateLimiter(supplied(1, Duration.ZERO))
            .retry(RetryPolicy.defaults().withMaxWait(Duration.ofSeconds(15)))
            .build();
    oura.personalInfo().get();
    oura.personalInfo().get();
    assertThat(time.instant()).isBefore(VirtualTime.BEGIN.plusSeconds(12));

    OuraClient impatient = oura.withDeadline(Duration.ofSeconds(5));
    assertThatThrownBy(() -> impatient.personalInfo().get())
        .isInstanceOf(ClientRateLimitException.class);
  }

  @Test
  void call_afterA429OfTheApplicationWithASuppliedRateLimiter_waitsAsOuraSays() {
    OuraClient oura =
        builder()
            .applicationRateLimiter(supplied(100, Duration.ZERO))
            .retry(RetryPolicy.none())
            .build();
    statuses.add(429);
    assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(RateLimitedException.class);

    oura.withCredentials(Credentials.token("friend")).personalInfo().get();

    assertThat(time.instant()).isEqualTo(VirtualTime.BEGIN.plusSeconds(50));
  }
}
