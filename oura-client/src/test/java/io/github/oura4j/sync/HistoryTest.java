// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.ReceivedRequest;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.webhook.WebhookEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");
  private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);
  private static final LocalDate SINCE = TODAY.minusDays(40);

  private final OuraSimulator simulator =
      OuraSimulator.builder()
          .clock(Clock.fixed(NOW, ZoneOffset.UTC))
          .person(SimulatedPerson.builder().firstDay(SINCE.minusDays(30)).build())
          .start();
  private final PersonTruth truth = new PersonTruth(simulator.person());
  private final MemoryHistorySink sink = new MemoryHistorySink();
  private final Checkpoint checkpoint = Checkpoint.inMemory();
  private final VirtualTime time = new VirtualTime();
  private final List<OuraClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(OuraClient::close);
    simulator.close();
  }

  private OuraClient client() {
    return client(simulator.token(), NOW, response -> response);
  }

  /** Returns a client whose transport may replace a response. */
  private OuraClient client(String token, Instant now, Function<Exchange, Exchange> change) {
    Transport real = new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 26);
    OuraClient client =
        OuraClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(Credentials.token(token))
            .clock(Clock.fixed(now, ZoneOffset.UTC))
            .zone(HELSINKI)
            .retry(RetryPolicy.none())
            .ticker(time)
            .sleeper(time)
            .transport(
                new Transport() {
                  @Override
                  public OuraResponse send(OuraRequest request)
                      throws IOException, InterruptedException {
                    return change.apply(new Exchange(request, real.send(request))).response();
                  }

                  @Override
                  public void close() {
                    real.close();
                  }
                })
            .build();
    clients.add(client);
    return client;
  }

  private record Exchange(OuraRequest request, OuraResponse response) {
    boolean isFor(DataType... types) {
      return request.dataType().filter(List.of(types)::contains).isPresent();
    }

    Exchange withStatus(int status, String detail) {
      byte[] body = ("{\"detail\":\"" + detail + "\"}").getBytes(StandardCharsets.UTF_8);
      return new Exchange(request, new OuraResponse(status, Map.of(), body));
    }
  }

  private History.Builder history(OuraClient client, DataType... types) {
    return History.builder(client, sink)
        .types(types.length == 0 ? EnumSet.allOf(DataType.class) : List.of(types))
        .since(SINCE)
        .checkpoint(checkpoint);
  }

  private static HistoryOutcome outcome(HistoryReport report, DataType type) {
    return report.of(type).orElseThrow().outcome();
  }

  private void assertStored(DataType type, LocalDate first, LocalDate last) {
    assertThat(Set.copyOf(sink.rows(type)))
        .as(type.pathName())
        .isEqualTo(Set.copyOf(truth.rows(type, first, last)));
  }

  @Test
  void update_ofAllTypes_storesWhatThePersonHas() {
    HistoryReport report = history(client()).build().update();

    assertThat(report.isComplete()).isTrue();
    assertThat(report.results()).hasSize(DataType.values().length);
    for (HistoryResult result : report.results()) {
      DataType type = result.dataType();
      boolean isSeries = type.kind() == DataType.Kind.TIME_SERIES;
      assertStored(type, isSeries ? SINCE.minusDays(1) : SINCE, TODAY);
      long rows = sink.rows(type).size();
      assertThat(result.rows()).as(type.pathName()).isEqualTo(rows);
      assertThat(result.changes()).isEqualTo(new HistoryChanges(rows, 0, 0));
      assertThat(result.reason()).isEmpty();
    }
  }

  @Test
  void update_again_requestsOnlyTheDaysThatAreNotSettled() {
    history(client(), DataType.SLEEP, DataType.HEART_RATE).build().update();
    List<?> before = sink.rows(DataType.SLEEP);
    int requests = simulator.requests().size();

    HistoryReport report = history(client(), DataType.SLEEP, DataType.HEART_RATE).build().update();

    List<ReceivedRequest> later =
        simulator.requests().subList(requests, simulator.requests().size());
    LocalDate lookBack = TODAY.minusDays(14);
    assertThat(later.stream().filter(request -> request.path().endsWith("/sleep")))
        .extracting(ReceivedRequest::query)
        .containsExactly("start_date=" + lookBack.minusDays(2) + "&end_date=" + TODAY.plusDays(2));
    assertThat(later.stream().filter(request -> request.query().contains("start_datetime")))
        .allMatch(request -> request.query().contains("start_datetime=2026-03-"));
    assertThat(sink.rows(DataType.SLEEP)).isEqualTo(before);
    assertThat(report.of(DataType.SLEEP).orElseThrow().changes())
        .isEqualTo(new HistoryChanges(0, truth.rows(DataType.SLEEP, lookBack, TODAY).size(), 0));
  }

  @Test
  void update_ofATypeThatFails_savesTheReasonInTheCheckpoint() {
    simulator.respondNext("/v2/usercollection/daily_sleep", 500, "{}");
    List<HistoryResult> saved = new ArrayList<>();
    Checkpoint saving =
        new Checkpoint() {
          @Override
          public Collection<HistoryWindow> settled(DataType dataType) {
            return List.of();
          }

          @Override
          public void save(List<FetchedWindow> windows) {}

          @Override
          public void saveOutcome(DataType dataType, HistoryOutcome outcome, Instant at) {}

          @Override
          public void saveResult(HistoryResult result, Instant at) {
            saved.add(result);
          }
        };

    HistoryReport report =
        history(client(), DataType.DAILY_SLEEP).checkpoint(saving).build().update();

    assertThat(saved).isEqualTo(report.results());
    assertThat(saved.get(0).reason())
        .hasValueSatisfying(reason -> assertThat(reason).contains("500"));
  }

  @Test
  void update_withAnEarlierFirstDay_fetchesTheDaysBefore() {
    history(client(), DataType.DAILY_SLEEP).build().update();

    history(client(), DataType.DAILY_SLEEP).since(SINCE.minusDays(20)).build().update();

    assertStored(DataType.DAILY_SLEEP, SINCE.minusDays(20), TODAY);
  }

  @Test
  void update_again_replacesADocumentOfASettledDayThatLastsIntoLaterOnes() {
    Document document =
        truth.rows(DataType.REST_MODE_PERIOD, SINCE, TODAY).stream()
            .map(Document.class::cast)
            .filter(each -> each.lastDay().isAfter(each.firstDay()))
            .findFirst()
            .orElseThrow();
    long age = ChronoUnit.DAYS.between(document.firstDay(), TODAY);
    History history =
        history(client(), DataType.REST_MODE_PERIOD).lookBackDays((int) age - 1).build();
    history.update();
    HistoryWindow removed = HistoryWindow.document(DataType.REST_MODE_PERIOD, document.id());
    sink.replace(removed, List.of());
    sink.commit(DataType.REST_MODE_PERIOD, List.of(removed));

    history.update();

    assertThat(checkpoint.settled(DataType.REST_MODE_PERIOD))
        .containsExactly(HistoryWindow.days(DataType.REST_MODE_PERIOD, SINCE, document.firstDay()));
    assertStored(DataType.REST_MODE_PERIOD, SINCE, TODAY);
  }

  @Test
  void update_withALastDayInThePast_requestsNothingOnceItIsSettled() {
    History history = history(client(), DataType.DAILY_SLEEP).until(TODAY.minusDays(30)).build();
    history.update();
    long requests = simulator.requestCount();

    assertThat(outcome(history.update(), DataType.DAILY_SLEEP)).isEqualTo(HistoryOutcome.OK);

    assertThat(simulator.requestCount()).isEqualTo(requests);
    assertStored(DataType.DAILY_SLEEP, SINCE, TODAY.minusDays(30));
  }

  @Test
  void update_ofAFirstDayInTheFuture_saysSo() {
    History history = history(client()).since(TODAY.plusDays(1)).build();

    assertThatThrownBy(history::update)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("starts on 2026-03-22, which is after its last day, 2026-03-21");
  }

  @Test
  void update_ofATypeWithoutRows_isEmpty() {
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange ->
                exchange.isFor(DataType.WORKOUT)
                    ? new Exchange(
                        exchange.request(),
                        new OuraResponse(
                            200, Map.of(), "{\"data\":[]}".getBytes(StandardCharsets.UTF_8)))
                    : exchange);

    HistoryReport report = history(client, DataType.WORKOUT, DataType.TAG).build().update();

    assertThat(outcome(report, DataType.WORKOUT)).isEqualTo(HistoryOutcome.EMPTY);
    assertThat(outcome(report, DataType.TAG)).isEqualTo(HistoryOutcome.OK);
    assertThat(report.isComplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void update_withoutAScopeThatTheResponseNames_losesThatTypeOnly(int status) {
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange ->
                exchange.isFor(DataType.DAILY_RESILIENCE)
                    ? exchange.withStatus(status, "Token is not authorized access stress scope.")
                    : exchange);

    HistoryReport report =
        history(client, DataType.DAILY_RESILIENCE, DataType.TAG).build().update();

    assertThat(outcome(report, DataType.DAILY_RESILIENCE)).isEqualTo(HistoryOutcome.SCOPE_MISSING);
    assertThat(outcome(report, DataType.TAG)).isEqualTo(HistoryOutcome.OK);
    assertThat(report.isComplete()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DAILY_ACTIVITY", "WORKOUT"})
  void update_withA401ThatDoesNotSayWhy_isAMissingScopeIfAnotherTypeSucceeds(DataType denied) {
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange -> exchange.isFor(denied) ? exchange.withStatus(401, "No.") : exchange);

    HistoryReport report =
        history(client, denied, DataType.SLEEP, DataType.HEART_RATE)
            .parallelism(1)
            .build()
            .update();

    assertThat(outcome(report, denied)).isEqualTo(HistoryOutcome.SCOPE_MISSING);
    assertThat(outcome(report, DataType.SLEEP)).isEqualTo(HistoryOutcome.OK);
    assertThat(report.of(denied).orElseThrow().reason().orElseThrow()).contains("401");
  }

  @Test
  void update_withATokenThatExpiresBeforeTheLastType_endsAsExpiredConsent() {
    AtomicBoolean expired = new AtomicBoolean();
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange -> {
              expired.compareAndSet(false, exchange.isFor(DataType.WORKOUT));
              return expired.get() ? exchange.withStatus(401, "No.") : exchange;
            });

    HistoryReport report =
        history(client, DataType.SLEEP, DataType.WORKOUT).parallelism(1).build().update();

    assertThat(outcome(report, DataType.SLEEP)).isEqualTo(HistoryOutcome.OK);
    assertThat(outcome(report, DataType.WORKOUT)).isEqualTo(HistoryOutcome.CONSENT_EXPIRED);
  }

  @Test
  void update_withATokenThatExpiresMeanwhile_endsForAllTypesThatAreLeft() {
    AtomicInteger requests = new AtomicInteger();
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange ->
                exchange.isFor(DataType.HEART_RATE) && requests.incrementAndGet() > 10
                    ? exchange.withStatus(401, "No.")
                    : exchange);

    HistoryReport report = history(client).parallelism(2).build().update();

    assertThat(outcome(report, DataType.HEART_RATE)).isEqualTo(HistoryOutcome.CONSENT_EXPIRED);
    assertThat(outcome(report, DataType.WORKOUT)).isEqualTo(HistoryOutcome.CONSENT_EXPIRED);
    assertThat(outcome(report, DataType.DAILY_SLEEP)).isEqualTo(HistoryOutcome.OK);
    assertThat(sink.rows(DataType.HEART_RATE)).isNotEmpty();
  }

  @Test
  void update_withAnInvalidToken_endsForAllTypesAfterOneRequestEach() {
    HistoryReport report = history(client("expired", NOW, exchange -> exchange)).build().update();

    assertThat(report.results())
        .extracting(HistoryResult::outcome)
        .containsOnly(HistoryOutcome.CONSENT_EXPIRED);
    assertThat(simulator.requestCount()).isLessThanOrEqualTo(DataType.values().length + 16L);
  }

  @Test
  void update_ofALapsedMembership_endsForAllTypesAtOnce() {
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange -> exchange.withStatus(403, "This person has no active membership."));

    HistoryReport report = history(client).parallelism(2).build().update();

    assertThat(report.results())
        .extracting(HistoryResult::outcome)
        .containsOnly(HistoryOutcome.MEMBERSHIP_LAPSED);
    assertThat(simulator.requestCount()).isLessThanOrEqualTo(8);
  }

  @Test
  void update_withABrokenWindow_storesTheOthersAndFetchesThatOneNextTime() {
    AtomicInteger failures = new AtomicInteger();
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange ->
                exchange.isFor(DataType.HEART_RATE)
                        && exchange.request().uri().getQuery().contains("start_datetime=2026-02-21")
                        && failures.getAndIncrement() == 0
                    ? exchange.withStatus(500, "Internal")
                    : exchange);
    History history = history(client, DataType.HEART_RATE).build();

    HistoryResult first = history.update().of(DataType.HEART_RATE).orElseThrow();
    LocalDate broken = LocalDate.of(2026, 2, 21);
    assertThat(first.outcome()).isEqualTo(HistoryOutcome.GAVE_UP);
    assertThat(first.reason().orElseThrow()).contains("500");
    assertThat(sink.rows(DataType.HEART_RATE).stream().map(HistoryWindow::dayOf))
        .contains(broken.minusDays(1), broken.plusDays(8))
        .doesNotContain(broken, broken.plusDays(7));

    HistoryResult second = history.update().of(DataType.HEART_RATE).orElseThrow();
    assertThat(second.outcome()).isEqualTo(HistoryOutcome.OK);
    assertStored(DataType.HEART_RATE, SINCE.minusDays(1), TODAY);
  }

  @Test
  void update_ofATypeThatAlwaysFails_givesUpAfterThreeWindows() {
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange ->
                exchange.isFor(DataType.HEART_RATE)
                    ? exchange.withStatus(500, "Internal")
                    : exchange);

    HistoryReport report =
        history(client, DataType.HEART_RATE, DataType.TAG).parallelism(1).build().update();

    assertThat(outcome(report, DataType.HEART_RATE)).isEqualTo(HistoryOutcome.GAVE_UP);
    assertThat(outcome(report, DataType.TAG)).isEqualTo(HistoryOutcome.OK);
    assertThat(simulator.requests().stream().filter(r -> r.path().endsWith("/heartrate")))
        .hasSizeBetween(3, 4);
  }

  @Test
  void update_whenALaterPageFails_keepsWhatTheWindowHeldBefore() {
    History complete = history(client(), DataType.HEART_RATE).build();
    complete.update();
    List<?> before = sink.rows(DataType.HEART_RATE);
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange ->
                exchange.request().uri().getQuery().contains("next_token=")
                    ? exchange.withStatus(500, "Internal")
                    : new Exchange(exchange.request(), withoutRows(exchange.response())));

    HistoryReport report = history(client, DataType.HEART_RATE).build().update();

    assertThat(outcome(report, DataType.HEART_RATE)).isEqualTo(HistoryOutcome.GAVE_UP);
    assertThat(sink.rows(DataType.HEART_RATE)).isEqualTo(before);
  }

  /** Returns a page without its rows, unless it is the only one of its window. */
  private static OuraResponse withoutRows(OuraResponse page) {
    String json = new String(page.body(), StandardCharsets.UTF_8);
    if (json.contains("\"next_token\":null")) {
      return page;
    }
    String nextToken = json.replaceFirst("(?s).*(\"next_token\")", "$1");
    return new OuraResponse(
        200, Map.of(), ("{\"data\":[]," + nextToken).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void update_withUsedUpRateLimit_waitsAndGoesOnWithTheSamePage() {
    AtomicInteger denied = new AtomicInteger();
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange ->
                exchange.request().uri().getQuery().contains("next_token=")
                        && denied.getAndIncrement() % 2 == 0
                    ? new Exchange(
                        exchange.request(),
                        new OuraResponse(429, Map.of("Retry-After", List.of("200")), new byte[0]))
                    : exchange);

    HistoryReport report =
        history(client, DataType.HEART_RATE)
            .since(TODAY.minusDays(5))
            .parallelism(1)
            .sleeper(time)
            .build()
            .update();

    assertThat(report.isComplete()).isTrue();
    assertThat(time.waits()).hasSize(denied.get() / 2).containsOnly(Duration.ofSeconds(200));
    assertStored(DataType.HEART_RATE, TODAY.minusDays(6), TODAY);
  }

  @Test
  void update_whenTheRateLimitStaysUsedUp_givesUpAfterAnHour() {
    OuraClient client =
        client(
            simulator.token(),
            NOW,
            exchange ->
                new Exchange(
                    exchange.request(),
                    new OuraResponse(429, Map.of("Retry-After", List.of("1200")), new byte[0])));

    HistoryReport report = history(client, DataType.TAG).sleeper(time).build().update();

    assertThat(outcome(report, DataType.TAG)).isEqualTo(HistoryOutcome.GAVE_UP);
    assertThat(simulator.requestCount()).isEqualTo(4);
  }

  @Test
  void update_inParallel_neverExceedsTheRateLimit() {
    RateLimit limit = new RateLimit(10, Duration.ofMillis(100));
    List<Long> sent = Collections.synchronizedList(new ArrayList<>());
    Transport real = new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 26);
    try (OuraClient client =
        OuraClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(Credentials.token(simulator.token()))
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .zone(HELSINKI)
            .rateLimit(limit)
            .transport(
                request -> {
                  sent.add(System.nanoTime());
                  return real.send(request);
                })
            .build()) {
      assertThat(history(client).build().update().isComplete()).isTrue();
    } finally {
      real.close();
    }

    List<Long> times = sent.stream().sorted().toList();
    assertThat(times.size()).isGreaterThan(3 * limit.requests());
    for (int i = limit.requests(); i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - limit.requests()))
          .isGreaterThanOrEqualTo(limit.window().toNanos());
    }
  }

  @Test
  void update_whenInterrupted_commitsWhatWasFetchedAndContinuesLater() {
    Thread caller = Thread.currentThread();
    HistoryListener interrupter =
        new HistoryListener() {
          @Override
          public void onProgress(HistoryProgress progress) {
            if (progress.windowsEnded() == 9) {
              caller.interrupt();
            }
          }
        };
    OuraClient client = client();

    assertThatThrownBy(() -> history(client).parallelism(3).listener(interrupter).build().update())
        .isInstanceOf(OuraInterruptedException.class)
        .hasMessageContaining("the next update continues");
    assertThat(Thread.interrupted()).isTrue();
    long stored =
        EnumSet.allOf(DataType.class).stream().mapToLong(type -> sink.rows(type).size()).sum();
    assertThat(stored).isPositive();

    assertThat(history(client).build().update().isComplete()).isTrue();
    assertStored(DataType.DAILY_ACTIVITY, SINCE, TODAY);
    assertStored(DataType.HEART_RATE, SINCE.minusDays(1), TODAY);
    assertStored(DataType.WORKOUT, SINCE, TODAY);
  }

  @Test
  void update_whenTheSinkFails_throwsItsException() {
    FailingStorage storage = new FailingStorage(sink, checkpoint);
    storage.failAfter(4, true);

    assertThatThrownBy(() -> History.builder(client(), storage).since(SINCE).build().update())
        .isInstanceOf(FailingStorage.Killed.class);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "1,false", "1,true", "2,false", "2,true", "3,false"})
  void update_afterOneThatWasKilled_storesWhatIsMissing(int callsBefore, boolean afterTheCall) {
    FailingStorage storage = new FailingStorage(sink, checkpoint);
    storage.failAfter(callsBefore, afterTheCall);
    History killed =
        History.builder(client(), storage).since(SINCE).types(Set.of(DataType.DAILY_SLEEP)).build();
    assertThatThrownBy(killed::update).isInstanceOf(FailingStorage.Killed.class);

    history(client(), DataType.DAILY_SLEEP).build().update();

    assertStored(DataType.DAILY_SLEEP, SINCE, TODAY);
  }

  @Test
  void listener_ofAnUpdate_isToldOfEachTypeAndOfGrowingProgress() {
    List<HistoryProgress> progress = new ArrayList<>();
    List<HistoryResult> ended = new ArrayList<>();
    HistoryListener listener =
        new HistoryListener() {
          @Override
          public void onProgress(HistoryProgress update) {
            progress.add(update);
          }

          @Override
          public void onTypeEnd(HistoryResult result) {
            ended.add(result);
          }
        };

    HistoryReport report = history(client()).listener(listener).build().update();

    assertThat(ended).containsExactlyInAnyOrderElementsOf(report.results());
    HistoryProgress first = progress.get(0);
    assertThat(first.windowsEnded()).isZero();
    assertThat(first.estimatedTimeLeft()).isEmpty();
    assertThat(progress).hasSize(first.windows() + 1);
    assertThat(progress)
        .extracting(HistoryProgress::windowsEnded)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(progress.get(1).estimatedTimeLeft().orElseThrow()).isPositive();
    long rows = report.results().stream().mapToLong(HistoryResult::rows).sum();
    int types = DataType.values().length;
    assertThat(progress.get(progress.size() - 1))
        .isEqualTo(
            new HistoryProgress(
                types, types, first.windows(), first.windows(), rows, Duration.ZERO));
  }

  private WebhookEvent event(WebhookEventType type, WebhookDataType dataType, String id) {
    String userId = String.valueOf(simulator.person().personalInfo().id());
    return new WebhookEvent(type, dataType, id, userId, null, Map.of());
  }

  @Test
  void apply_ofEvents_storesReplacesAndRemovesTheDocument() {
    DailySleep document =
        simulator.person().documents(DailySleep.class, TODAY.minusDays(40), TODAY).get(0);
    String id = String.valueOf(document.id());
    History history = history(client(), DataType.DAILY_SLEEP).build();
    WebhookEvent created = event(WebhookEventType.CREATE, WebhookDataType.DAILY_SLEEP, id);

    assertThat(history.apply(created)).isTrue();
    assertThat(sink.rows(DataType.DAILY_SLEEP)).hasSize(1).first().isEqualTo(document);
    assertThat(history.apply(event(WebhookEventType.UPDATE, WebhookDataType.DAILY_SLEEP, id)))
        .isTrue();
    assertThat(sink.rows(DataType.DAILY_SLEEP, DailySleep.class)).containsExactly(document);

    WebhookEvent deleted = event(WebhookEventType.DELETE, WebhookDataType.DAILY_SLEEP, id);
    assertThat(history.apply(deleted)).isTrue();
    assertThat(sink.rows(DataType.DAILY_SLEEP)).isEmpty();
    assertThat(history.apply(deleted)).isFalse();
  }

  @Test
  void apply_ofADocumentOutsideTheRange_removesIt() {
    DailyReadiness old =
        simulator
            .person()
            .documents(DailyReadiness.class, SINCE.minusDays(9), SINCE.minusDays(5))
            .get(0);
    HistoryWindow window = HistoryWindow.document(DataType.DAILY_READINESS, old.id());
    sink.replace(window, List.of(old));
    sink.commit(DataType.DAILY_READINESS, List.of(window));

    assertThat(
            history(client(), DataType.DAILY_READINESS)
                .build()
                .apply(event(WebhookEventType.UPDATE, WebhookDataType.DAILY_READINESS, old.id())))
        .isTrue();

    assertThat(sink.rows(DataType.DAILY_READINESS)).isEmpty();
  }

  @Test
  void apply_ofTypesThatTheHistoryDoesNotHave_sendsNothing() {
    History history = history(client(), DataType.DAILY_SLEEP).build();

    assertThat(history.apply(event(WebhookEventType.CREATE, WebhookDataType.WORKOUT, "id")))
        .isFalse();
    assertThat(history.apply(event(WebhookEventType.CREATE, WebhookDataType.MEAL, "id"))).isFalse();
    assertThat(history.apply(event(WebhookEventType.CREATE, WebhookDataType.of("new"), "id")))
        .isFalse();

    assertThat(simulator.requestCount()).isZero();
  }

  @Test
  void builder_withInvalidSettings_saysWhatIsWrong() {
    OuraClient client = client();

    assertThatThrownBy(() -> History.builder(client, sink).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("since(");
    assertThatThrownBy(() -> history(client).until(SINCE.minusDays(1)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(SINCE.toString());
    assertThatThrownBy(() -> history(client).types(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> history(client).parallelism(0)).hasMessageContaining("parallelism");
    assertThatThrownBy(() -> history(client).parallelism(65)).hasMessageContaining("parallelism");
    assertThatThrownBy(() -> history(client).lookBackDays(-1)).hasMessageContaining("lookBack");
    assertThatThrownBy(() -> History.builder(client.sandbox(), sink).since(SINCE).build())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
