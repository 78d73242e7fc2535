// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.CountingRelay;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lists of long ranges whose windows are requested in parallel, or whose pages are fetched ahead.
 */
@Timeout(120)
class ParallelListsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-21T12:00:00Z"), ZoneOffset.UTC);

  /** Nine windows of 90 days. */
  private static final DateRange LONG_RANGE = DateRange.lastDays(810);

  private static final ListOptions FOUR_AT_ONCE = ListOptions.defaults().withParallelRequests(4);

  private static OuraSimulator simulator;

  @BeforeAll
  static void start() {
    simulator =
        OuraSimulator.builder()
            .clock(CLOCK)
            .person(
                SimulatedPerson.builder().firstDay(TODAY.minusDays(810)).newestDay(TODAY).build())
            .start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static OuraClient.Builder builder() {
    return OuraClient.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(Credentials.token(simulator.token()))
        .clock(CLOCK)
        .zone(ZoneOffset.UTC);
  }

  private static Transport http() {
    return new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(30), 64 * 1024 * 1024);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void list_ofDocumentsInParallel_sendsAsManyRequestsAtOnceAsAllowedAndNoFurtherOnes(int n)
      throws Exception {
    try (CountingRelay relay = new CountingRelay(simulator.baseUrl(), n);
        OuraClient parallel = builder().baseUrl(relay.baseUrl()).build();
        OuraClient sequential = builder().build()) {
      List<DailySleep> scores =
          parallel.dailySleep().list(LONG_RANGE, ListOptions.defaults().withParallelRequests(n));

      assertThat(scores)
          .isEqualTo(sequential.dailySleep().list(LONG_RANGE))
          .hasSizeGreaterThan(700);
      assertThat(relay.mostAtOnce()).isEqualTo(n);
      assertThat(relay.received()).isEqualTo(9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void list_ofSamplesInParallel_sendsAsManyRequestsAtOnceAsAllowed(int n) throws Exception {
    TimeRange range = TimeRange.lastDays(80);
    try (CountingRelay relay = new CountingRelay(simulator.baseUrl(), n);
        OuraClient parallel = builder().baseUrl(relay.baseUrl()).build();
        OuraClient sequential = builder().build()) {
      List<HeartRate> samples =
          parallel.heartRate().list(range, ListOptions.defaults().withParallelRequests(n));

      assertThat(samples).isEqualTo(sequential.heartRate().list(range)).hasSizeGreaterThan(40_000);
      assertThat(relay.mostAtOnce()).isEqualTo(n);
    }
  }

  @Test
  void iterate_withFetchAhead_sendsTheSameRequestsOneAfterTheOther() throws Exception {
    try (CountingRelay relay = new CountingRelay(simulator.baseUrl(), 1);
        OuraClient oura = builder().baseUrl(relay.baseUrl()).build()) {
      int samples = 0;
      for (HeartRate sample :
          oura.heartRate()
              .iterate(TimeRange.lastDays(40), ListOptions.defaults().withFetchAhead())) {
        samples += sample.bpm() == null ? 0 : 1;
      }
      int requests = relay.received();

      assertThat(samples).isEqualTo(oura.heartRate().list(TimeRange.lastDays(40)).size());
      assertThat(relay.received()).isEqualTo(2 * requests);
      assertThat(relay.mostAtOnce()).isEqualTo(1);
    }
  }

  /** Reads pages until one of them fails, and returns the exception. */
  private static Throwable readUntilFailure(Iterator<DailySleep> scores, List<DailySleep> read) {
    return catchThrowable(() -> scores.forEachRemaining(read::add));
  }

  /** Fails requests for the windows that contain given days. */
  private static Transport failingFor(Transport next, Set<LocalDate> days) {
    return request -> {
      String query = String.valueOf(request.uri().getQuery());
      boolean fails = days.stream().anyMatch(day -> query.contains("start_date=" + day));
      return fails
          ? new OuraResponse(500, Map.of(), query.getBytes(StandardCharsets.UTF_8))
          : next.send(request);
    };
  }

  private static LocalDate startOfRequest(int window) {
    return TODAY.minusDays(809).plusDays(90L * window).minusDays(2);
  }

  @Test
  void iterate_whenWindowsFail_returnsAllDocumentsBeforeTheFirstOfThem() {
    Set<LocalDate> failing = ConcurrentHashMap.newKeySet();
    failing.addAll(Set.of(startOfRequest(2), startOfRequest(4)));
    try (OuraClient oura =
        builder().transport(failingFor(http(), failing)).retry(RetryPolicy.none()).build()) {
      List<DailySleep> sequential = new ArrayList<>();
      Throwable expected =
          readUntilFailure(oura.dailySleep().iterate(LONG_RANGE).iterator(), sequential);
      List<DailySleep> parallel = new ArrayList<>();
      Iterator<DailySleep> scores = oura.dailySleep().iterate(LONG_RANGE, FOUR_AT_ONCE).iterator();

      assertThat(readUntilFailure(scores, parallel))
          .isInstanceOf(ServerException.class)
          .hasMessage(expected.getMessage());

      assertThat(parallel).isEqualTo(sequential).hasSizeGreaterThan(150);
      failing.clear();
      scores.forEachRemaining(parallel::add);
      assertThat(parallel).isEqualTo(oura.dailySleep().list(LONG_RANGE));
    }
  }

  @Test
  void list_whenOneRequestExceedsTheRateLimit_isComplete() {
    VirtualTime time = new VirtualTime();
    Set<String> limited = ConcurrentHashMap.newKeySet();
    Transport http = http();
    Transport limiting =
        request ->
            limited.add("once")
                ? new OuraResponse(429, Map.of("Retry-After", List.of("7")), new byte[0])
                : http.send(request);
    try (OuraClient oura = builder().transport(limiting).ticker(time).sleeper(time).build();
        OuraClient sequential = builder().build()) {
      assertThat(oura.dailySleep().list(LONG_RANGE, FOUR_AT_ONCE))
          .isEqualTo(sequential.dailySleep().list(LONG_RANGE));
    }
  }

  @Test
  void list_ofTheSandboxInParallel_returnsTheSameOnce() {
    try (OuraClient oura = builder().build()) {
      OuraClient sandbox = oura.sandbox();

      assertThat(sandbox.heartRate().list(TimeRange.lastDays(70), FOUR_AT_ONCE))
          .isEqualTo(sandbox.heartRate().list(TimeRange.lastDays(70)))
          .isNotEmpty();
      assertThat(sandbox.vo2Max().list(DateRange.lastDays(400), FOUR_AT_ONCE))
          .isEqualTo(sandbox.vo2Max().list(DateRange.lastDays(400)))
          .isNotEmpty();
    }
  }

  @Test
  void list_whileTheClientIsClosed_failsAsOneAfterTheOther() throws Exception {
    CountDownLatch sent = new CountDownLatch(4);
    Transport waiting =
        new Transport() {
          private final CountDownLatch closed = new CountDownLatch(1);

          @Override
          public OuraResponse send(OuraRequest request) throws InterruptedException {
            sent.countDown();
            closed.await();
            throw new IllegalStateException("closed");
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    OuraClient oura = builder().transport(waiting).build();
    Thread closing =
        new Thread(
            () -> {
              try {
                sent.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              oura.close();
            });
    closing.start();

    assertThatThrownBy(() -> oura.dailySleep().list(LONG_RANGE, FOUR_AT_ONCE)).hasMessage("closed");

    closing.join();
    assertThatThrownBy(() -> oura.dailySleep().list(LONG_RANGE, FOUR_AT_ONCE))
        .hasMessage("This client is closed. Create a new one.");
  }

  @Test
  void lists_ofDerivedClients_shareThreadsThatEndWithTheClient() throws Exception {
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    Transport http = http();
    CountDownLatch bothAtOnce = new CountDownLatch(4);
    Transport observed =
        new Transport() {
          @Override
          public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
            used.add(Thread.currentThread());
            bothAtOnce.countDown();
            bothAtOnce.await();
            return http.send(request);
          }

          @Override
          public void close() {
            http.close();
          }
        };
    OuraClient oura = builder().transport(observed).build();
    OuraClient derived =
        oura.withCredentials(Credentials.token(simulator.token()))
            .withDeadline(Duration.ofMinutes(1));
    ListOptions twoAtOnce = ListOptions.defaults().withParallelRequests(2);
    Thread other = new Thread(() -> derived.sandbox().dailySleep().list(LONG_RANGE, twoAtOnce));
    other.start();
    oura.dailySleep().list(LONG_RANGE, twoAtOnce);
    other.join();
    used.removeAll(Set.of(other, Thread.currentThread()));

    assertThat(used).isNotEmpty().allMatch(thread -> thread.getName().startsWith("oura4j-fetch-"));
    oura.close();

    for (Thread thread : used) {
      thread.join();
    }
  }

  @Test
  void iterate_inAProgramThatStopsReadingAndNeverCloses_letsTheProgramEnd() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedIterator.class.getName(),
                simulator.baseUrl(),
                simulator.token())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(program.exitValue()).as(output).isZero();
      assertThat(output).contains("read one of many");
    } finally {
      program.destroyForcibly();
    }
  }

  /** Reads one sample of a long range, and ends without closing anything. */
  static final class AbandonedIterator {
    private AbandonedIterator() {}

    public static void main(String[] args) {
      OuraClient oura =
          OuraClient.builder().baseUrl(args[0]).credentials(Credentials.token(args[1])).build();
      TimeRange range = TimeRange.between(CLOCK.instant().minusSeconds(5_000_000), CLOCK.instant());
      oura.heartRate().iterate(range, FOUR_AT_ONCE).iterator().next();
      System.out.println("read one of many");
    }
  }
}
