// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.jdbc.HookedDataSource;
import io.github.oura4j.jdbc.SchemaException;
import io.github.oura4j.jdbc.TestDatabase;
import io.github.oura4j.jdbc.TestNulls;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistoryOutcome;
import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.sync.HistoryWindow;
import io.github.oura4j.sync.MemoryHistorySink;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HistoryRunnerTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.withSchema();

  private static final Logger LOGGER = Logger.getLogger("io.github.oura4j");
  private static final AtomicReference<@Nullable DataSource> POOL = new AtomicReference<>();

  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);
  private static final LocalDate SINCE = TODAY.minusDays(20);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Set<DataType> TYPES =
      Set.of(DataType.DAILY_SLEEP, DataType.RING_BATTERY_LEVEL);
  private static final String SLEEP_PATH = "/v2/usercollection/daily_sleep";

  private final OuraSimulator simulator =
      OuraSimulator.builder()
          .clock(CLOCK)
          .person(person("ann").build())
          .person(person("bob").build())
          .person(person("lapsed").membershipLapsed().build())
          .start();
  private final OuraClient client =
      OuraClient.builder()
          .baseUrl(simulator.baseUrl())
          .credentials(Credentials.token("unused"))
          .clock(CLOCK)
          .zone(ZoneOffset.UTC)
          .retry(RetryPolicy.none())
          .build();
  private final PostgresLedger ledger = new PostgresLedger(pool());
  private final List<Throwable> log = new CopyOnWriteArrayList<>();
  private final Handler logHandler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          Optional.ofNullable(entry.getThrown()).ifPresent(log::add);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final StudyTables tables = new StudyTables(database);

  private static DataSource pool() {
    return POOL.updateAndGet(pool -> pool == null ? database.pool(8) : pool);
  }

  private static SimulatedPerson.Builder person(String name) {
    return SimulatedPerson.builder()
        .seed(name.hashCode())
        .token(name)
        .zone(ZoneOffset.UTC)
        .firstDay(SINCE.minusDays(10))
        .wearsRingEveryDay();
  }

  @BeforeEach
  void collectLog() {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(logHandler);
  }

  @AfterEach
  void leaveLog() {
    LOGGER.removeHandler(logHandler);
    LOGGER.setUseParentHandlers(true);
  }

  @BeforeEach
  void createTables() throws SQLException {
    tables.create();
  }

  @AfterEach
  void close() {
    client.close();
    simulator.close();
  }

  private OuraClient clientOf(String person) {
    return client.withCredentials(Credentials.token(person));
  }

  private HistoryRunner.Builder runner() {
    return runner(this::clientOf);
  }

  private HistoryRunner.Builder runner(Function<String, OuraClient> clients) {
    return HistoryRunner.builder(ledger, clients)
        .types(TYPES)
        .since(SINCE)
        .threads(2)
        .until(TODAY)
        .retryDelay(Duration.ZERO);
  }

  private SimulatedPerson simulated(String name) {
    return simulator.people().stream()
        .filter(person -> person.token().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Asserts that the table contains each row that the person has once, and no other. */
  private void assertStoredOnce(String name) throws SQLException {
    SimulatedPerson person = simulated(name);
    assertThat(tables.ids(name, "daily_sleep"))
        .isEqualTo(
            person.documents(DailySleep.class, SINCE, TODAY).stream().map(DailySleep::id).toList());
    assertThat(tables.count(name, "ring_battery_level"))
        .isEqualTo((int) batteryLevels(person))
        .isPositive();
  }

  private static long batteryLevels(SimulatedPerson person) {
    return person
        .ringBatteryLevel(
            SINCE.atStartOfDay(ZoneOffset.UTC).toInstant(),
            TODAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
        .count();
  }

  private static String outcomes(Stream<MissingData> missing) {
    return missing
        .map(each -> each.person() + " " + each.dataType() + " " + each.outcome())
        .distinct()
        .sorted()
        .toList()
        .toString();
  }

  @Test
  void run_ofSeveralPeople_storesEachRowOnce() throws SQLException {
    ledger.enroll(List.of("ann", "bob"));

    HistoryRunReport report = runner().transactionalSink(tables).build().run();

    assertStoredOnce("ann");
    assertStoredOnce("bob");
    assertThat(ledger.missing()).isEmpty();
    assertThat(report.people()).isEqualTo(2);
    assertThat(report.outcomes()).isEqualTo(Map.of(HistoryOutcome.OK, 4L));
    assertThat(database.query("select count(*) from study_row"))
        .containsExactly(String.valueOf(report.rows()));
    assertThat(database.query("select sum(documents) from oura4j.outcome"))
        .containsExactly(String.valueOf(report.rows()));
  }

  @Test
  void run_again_worksForThoseWhoAreDue() {
    ledger.enroll(List.of("ann", "bob"));
    HistoryRunner runner =
        runner().transactionalSink((connection, person, window, rows) -> {}).build();
    runner.run();
    long requests = simulator.requestCount();

    assertThat(runner.run().people()).isZero();
    assertThat(simulator.requestCount()).isEqualTo(requests);
    assertThat(ledger.markDue("bob")).isTrue();
    assertThat(ledger.markDue("nobody")).isFalse();
    assertThat(runner.run().people()).isEqualTo(1);
    assertThat(simulator.requestCount()).isGreaterThan(requests);
  }

  @Test
  void run_ofAPersonWhoIsMarkedMeanwhile_worksForThemAgain() {
    ledger.enroll(List.of("ann"));
    AtomicInteger attempts = new AtomicInteger();

    HistoryRunReport report =
        runner(
                person -> {
                  if (attempts.getAndIncrement() == 0) {
                    ledger.markDue(person);
                  }
                  return clientOf(person);
                })
            .transactionalSink((connection, person, window, rows) -> {})
            .build()
            .run();

    assertThat(report.people()).isEqualTo(2);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void run_ofANewRound_fetchesOnlyWhatIsNotSettled() throws SQLException {
    ledger.enroll(List.of("ann"));
    HistoryRunner runner = runner().transactionalSink(tables).build();
    runner.run();
    tables.create();
    ledger.markDue("ann");

    runner.run();

    assertThat(tables.ids("ann", "daily_sleep")).hasSize(15);
    assertThat(database.query("select distinct round from oura4j.work order by 1"))
        .containsExactly("1", "2");
    assertThat(runner.toString())
        .isEqualTo("HistoryRunner[2 data types, 2026-03-01 to 2026-03-21, 2 threads]");
  }

  @Test
  void run_inManyRunners_dividesThePeople() throws SQLException {
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      people.add("ann" + i);
    }
    ledger.enroll(people);
    Set<String> inWork = ConcurrentHashMap.newKeySet();
    AtomicInteger overlaps = new AtomicInteger();
    Function<String, OuraClient> clients = person -> clientOf("ann");
    TransactionalSink sink =
        (connection, person, window, rows) -> {
          if (!inWork.add(person)) {
            overlaps.incrementAndGet();
          }
          tables.replace(connection, person, window, rows);
          inWork.remove(person);
        };

    List<CompletableFuture<HistoryRunReport>> runs =
        Stream.generate(() -> runner(clients).transactionalSink(sink).build())
            .limit(3)
            .map(runner -> CompletableFuture.supplyAsync(runner::run))
            .toList();

    long sum = runs.stream().mapToLong(run -> run.join().people()).sum();
    assertThat(sum).isEqualTo(6);
    assertThat(overlaps).hasValue(0);
    assertThat(ledger.missing()).isEmpty();
    int rows = tables.count("ann0", "ring_battery_level");
    for (String person : people) {
      assertThat(tables.count(person, "ring_battery_level")).isEqualTo(rows);
    }
  }

  @Test
  void run_ofPeopleWhoCannotBeRead_notesWhyAndGoesOn() throws SQLException {
    ledger.enroll(List.of("ann", "lapsed", "unknown", "consent"));

    HistoryRunReport report =
        runner(
                person -> {
                  if (person.equals("consent")) {
                    throw new ReauthorizationRequiredException("Send the person to the page.");
                  }
                  return clientOf(person);
                })
            .transactionalSink(tables)
            .build()
            .run();

    assertThat(outcomes(ledger.missing().stream()))
        .isEqualTo(
            "[consent DAILY_SLEEP CONSENT_EXPIRED, consent RING_BATTERY_LEVEL CONSENT_EXPIRED,"
                + " lapsed DAILY_SLEEP MEMBERSHIP_LAPSED, lapsed RING_BATTERY_LEVEL MEMBERSHIP_LAPSED,"
                + " unknown DAILY_SLEEP CONSENT_EXPIRED, unknown RING_BATTERY_LEVEL CONSENT_EXPIRED]");
    assertThat(ledger.missing("consent"))
        .allSatisfy(each -> assertThat(each.message()).isEqualTo("Send the person to the page."))
        .allSatisfy(each -> assertThat(each.first()).isEqualTo(SINCE))
        .allSatisfy(each -> assertThat(each.last()).isEqualTo(TODAY));
    assertThat(report.people()).isEqualTo(4);
    assertThat(report.retries()).isZero();
    assertStoredOnce("ann");
  }

  @Test
  void run_withoutAScope_notesThatForItsTypeOnly() throws SQLException {
    ledger.enroll(List.of("ann"));
    simulator.respondNext(
        "/v2/usercollection/ring_battery_level", 401, "{\"detail\":\"The scope is missing\"}");
    simulator.respondNext(
        "/v2/usercollection/ring_battery_level", 401, "{\"detail\":\"The scope is missing\"}");
    simulator.respondNext(
        "/v2/usercollection/ring_battery_level", 401, "{\"detail\":\"The scope is missing\"}");

    runner().parallelism(1).transactionalSink(tables).build().run();

    assertThat(outcomes(ledger.missing().stream()))
        .isEqualTo("[ann RING_BATTERY_LEVEL SCOPE_MISSING]");
    assertThat(tables.ids("ann", "daily_sleep")).hasSize(21);
  }

  @Test
  void run_afterAFailure_triesAgainAndStoresEachRowOnce() throws SQLException {
    ledger.enroll(List.of("ann"));
    simulator.respondNext(SLEEP_PATH, 500, "{}");
    simulator.respondNext("/v2/usercollection/ring_battery_level", 503, "{}");

    HistoryRunReport report = runner().transactionalSink(tables).build().run();

    assertStoredOnce("ann");
    assertThat(report.retries()).isEqualTo(1);
    assertThat(database.query("select attempts from oura4j.outcome")).containsExactly("2", "2");
    assertThat(database.query("select failed_attempts from oura4j.person")).containsExactly("0");
  }

  @Test
  void run_afterTooManyFailures_endsTheRoundWithWhatIsMissing() throws SQLException {
    ledger.enroll(List.of("ann"));
    for (int i = 0; i < 3; i++) {
      simulator.respondNext(SLEEP_PATH, 500, "{}");
    }

    HistoryRunReport report = runner().maxAttempts(3).transactionalSink(tables).build().run();

    assertThat(report.retries()).isEqualTo(2);
    assertThat(report.outcomes())
        .isEqualTo(Map.of(HistoryOutcome.OK, 1L, HistoryOutcome.GAVE_UP, 1L));
    assertThat(outcomes(ledger.missing().stream())).isEqualTo("[ann DAILY_SLEEP GAVE_UP]");
    assertThat(database.query("select complete_at is null and round = 2 from oura4j.person"))
        .containsExactly("t");
  }

  @Test
  void run_afterALeaseExpired_continuesAndTheOtherProcessStopsForThatPerson() throws SQLException {
    ledger.enroll(List.of("ann"));
    MemoryHistorySink stored = new MemoryHistorySink();
    CountDownLatch paused = new CountDownLatch(1);
    CountDownLatch resumed = new CountDownLatch(1);
    HistorySink pausing =
        new HistorySink() {
          @Override
          public void replace(HistoryWindow window, List<?> rows) {
            if (window.dataType() == DataType.RING_BATTERY_LEVEL) {
              paused.countDown();
              await(resumed);
            }
            stored.replace(window, rows);
          }

          @Override
          public HistoryChanges commit(DataType dataType, List<HistoryWindow> windows) {
            return stored.commit(dataType, windows);
          }
        };
    CompletableFuture<HistoryRunReport> first =
        CompletableFuture.supplyAsync(
            () -> runner().threads(1).parallelism(1).sinks(person -> pausing).build().run());
    await(paused);
    expireLeases();
    long requests = simulator.requestCount();

    HistoryRunReport second = runner().sinks(person -> stored).build().run();

    resumed.countDown();
    assertThat(second.people()).isEqualTo(1);
    assertThat(first.join().people()).isZero();
    assertThat(simulator.requests().subList((int) requests, (int) simulator.requestCount()))
        .noneMatch(request -> request.path().equals(SLEEP_PATH));
    assertThat(stored.rows(DataType.DAILY_SLEEP)).hasSize(21);
    assertThat(Set.copyOf(stored.rows(DataType.RING_BATTERY_LEVEL)))
        .hasSameSizeAs(stored.rows(DataType.RING_BATTERY_LEVEL))
        .hasSize((int) batteryLevels(simulated("ann")));
    assertThat(ledger.missing()).isEmpty();
  }

  @Test
  void run_whosePersonAnotherProcessTook_storesNothing() throws SQLException {
    ledger.enroll(List.of("ann"));
    AtomicInteger calls = new AtomicInteger();

    HistoryRunReport report =
        runner(
                person -> {
                  if (calls.getAndIncrement() == 0) {
                    runQuietly(HistoryRunnerTest::expireLeases);
                    runner().transactionalSink(tables).build().run();
                  }
                  return clientOf(person);
                })
            .threads(1)
            .transactionalSink(tables)
            .build()
            .run();

    assertThat(report.people()).isZero();
    assertStoredOnce("ann");
  }

  @Test
  void run_ofAPersonWhoIsRemovedMeanwhile_storesNothingAndGoesOn() throws SQLException {
    ledger.enroll(List.of("ann", "bob"));

    HistoryRunReport report =
        runner(
                person -> {
                  ledger.remove("bob");
                  return clientOf(person);
                })
            .transactionalSink(tables)
            .build()
            .run();

    assertThat(report.people()).isEqualTo(1);
    assertThat(ledger.people()).containsExactly("ann");
    assertThat(database.query("select distinct person from study_row")).containsExactly("ann");
  }

  @Test
  void run_withASinkThatFailsForOnePerson_goesOnWithoutTheMessageOfTheSink() throws SQLException {
    ledger.enroll(List.of("ann", "bob"));

    HistoryRunReport report =
        runner()
            .maxAttempts(1)
            .transactionalSink(
                (connection, person, window, rows) -> {
                  if (person.equals("bob")) {
                    throw new SQLException("a score of 77 is too high", "23514");
                  }
                  tables.replace(connection, person, window, rows);
                })
            .build()
            .run();

    assertThat(report.people()).isEqualTo(2);
    assertThat(ledger.missing())
        .hasSize(2)
        .allSatisfy(
            each ->
                assertThat(each.message())
                    .matches(
                        "The sink failed to store \\w+ [-0-9]+ to [-0-9]+ of bob:"
                            + " java.sql.SQLException \\(SQLSTATE 23514\\).*log.*"));
    assertThat(log)
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(stackTrace(failure))
                    .contains("SQLSTATE 23514", "HistoryRunnerTest.lambda$run_withASinkThatFails")
                    .doesNotContain("too high"));
    assertStoredOnce("ann");
  }

  @Test
  void run_ofAPersonWithoutTokens_endsTheirRoundWithConsentExpired() throws SQLException {
    ledger.enroll(List.of("dan"));
    try (OAuthClient oauth = OAuthClient.builder("client-id", "client-secret").build()) {
      TokenStore store = TokenStore.inMemory();

      HistoryRunReport report =
          runner(person -> client.withCredentials(oauth.credentials(store, person)))
              .transactionalSink(tables)
              .build()
              .run();

      assertThat(report.retries()).isZero();
      assertThat(report.outcomes()).isEqualTo(Map.of(HistoryOutcome.CONSENT_EXPIRED, 2L));
      assertThat(ledger.missing("dan"))
          .allSatisfy(
              each -> assertThat(each.message()).startsWith("There are no tokens for dan in"));
      assertThat(
              database.query(
                  "select distinct person from oura4j.missing where outcome = 'consent_expired'"))
          .containsExactly("dan");
    }
  }

  @Test
  void run_afterAnAttemptThatEndedWithAnExceptionOfTheSink_countsTheRowsStoredBefore()
      throws SQLException {
    ledger.enroll(List.of("ann"));
    AtomicInteger failures = new AtomicInteger();

    HistoryRunReport report =
        runner()
            .parallelism(1)
            .transactionalSink(
                (connection, person, window, rows) -> {
                  if (!isEmpty() && failures.getAndIncrement() == 0) {
                    throw new SQLException("as planned", "23514");
                  }
                  tables.replace(connection, person, window, rows);
                })
            .build()
            .run();

    assertThat(failures).hasPositiveValue();
    assertThat(report.retries()).isEqualTo(1);
    assertThat(database.query("select count(*) from study_row"))
        .containsExactly(String.valueOf(report.rows()));
  }

  private static boolean isEmpty() throws SQLException {
    return database.query("select count(*) from study_row").equals(List.of("0"));
  }

  @Test
  void builder_withNull_saysWhichArgumentIsNull() {
    assertThatThrownBy(() -> runner().types(TestNulls.ofType()))
        .hasMessage("types must not be null");
    assertThatThrownBy(() -> runner().lease(TestNulls.ofType()))
        .hasMessage("lease must not be null");
  }

  @Test
  void run_ofAPersonWhoIsMarkedDuringAFailedAttempt_fetchesAllTypesAgain() throws SQLException {
    ledger.enroll(List.of("ann"));
    simulator.respondNext(SLEEP_PATH, 500, "{}");
    AtomicInteger attempts = new AtomicInteger();

    HistoryRunReport report =
        runner(
                person -> {
                  if (attempts.getAndIncrement() == 0) {
                    ledger.markDue(person);
                  }
                  return clientOf(person);
                })
            .transactionalSink(tables)
            .build()
            .run();

    assertThat(report.people()).isEqualTo(1);
    assertThat(
            database.query(
                "select w.round || o.outcome from oura4j.work w join oura4j.outcome o"
                    + " using (sequence) where data_type = 'ring_battery_level' order by 1"))
        .containsExactly("1ok", "2ok");
  }

  @Test
  void run_whileAnotherTransactionLocksThePerson_asksSeldom() throws Exception {
    ledger.enroll(List.of("ann"));
    AtomicInteger connections = new AtomicInteger();
    PostgresLedger counted =
        new PostgresLedger(HookedDataSource.before(pool(), connections::incrementAndGet));
    CompletableFuture<HistoryRunReport> run;
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select from oura4j.person for update");

      run =
          CompletableFuture.supplyAsync(
              () ->
                  HistoryRunner.builder(counted, this::clientOf)
                      .types(TYPES)
                      .since(SINCE)
                      .threads(1)
                      .transactionalSink(tables)
                      .build()
                      .run());
      statement.execute("select pg_sleep(1.2)");

      assertThat(connections).hasValueBetween(1, 20);
    }
    assertThat(run.get(30, TimeUnit.SECONDS).people()).isEqualTo(1);
  }

  @Test
  void run_whileTheTokenStoreIsAway_triesAgainWithoutAskingForConsent() throws SQLException {
    ledger.enroll(List.of("ann"));
    AtomicInteger attempts = new AtomicInteger();

    HistoryRunReport report =
        runner(
                person -> {
                  if (attempts.getAndIncrement() < 12) {
                    throw new StoreUnavailableException("Another process refreshes the tokens.");
                  }
                  return clientOf(person);
                })
            .maxAttempts(100)
            .transactionalSink(tables)
            .build()
            .run();

    assertThat(report.retries()).isEqualTo(12);
    assertStoredOnce("ann");
  }

  @Test
  void run_whoseConnectionsEndInTheSink_triesAgain() throws SQLException {
    ledger.enroll(List.of("ann"));
    AtomicInteger calls = new AtomicInteger();

    runner()
        .maxAttempts(100)
        .transactionalSink(
            (connection, person, window, rows) -> {
              if (calls.getAndIncrement() < 12) {
                execute(connection, "select pg_terminate_backend(pg_backend_pid())");
              }
              tables.replace(connection, person, window, rows);
            })
        .build()
        .run();

    assertStoredOnce("ann");
  }

  @Test
  void run_withABatchThatAlwaysFails_endsWithoutAValueOfTheBatch() throws SQLException {
    ledger.enroll(List.of("ann"));
    database.execute(
        """
        create or replace function cancel() returns trigger language plpgsql as $$
        begin raise exception 'canceling statement' using errcode = '57014'; end $$;
        create trigger cancels before insert on study_row execute function cancel()
        """);

    assertThatThrownBy(
            () ->
                runner()
                    .maxAttempts(100)
                    .transactionalSink(
                        (connection, person, window, rows) -> {
                          try (PreparedStatement insert =
                              connection.prepareStatement("insert into study_row values (?)")) {
                            insert.setString(1, "planted");
                            insert.addBatch();
                            insert.executeBatch();
                          }
                        })
                    .build()
                    .run())
        .isInstanceOf(SinkFailedException.class)
        .hasMessageMatching(
            "The sink failed to store \\w+ 2026-03-\\d\\d to 2026-03-\\d\\d of ann:"
                + " java.sql.BatchUpdateException \\(SQLSTATE 57014\\).*")
        .satisfies(
            failure ->
                assertThat(stackTrace(failure))
                    .contains("HistoryRunnerTest.lambda$run_withABatchThatAlwaysFails")
                    .doesNotContain("planted"));

    assertThat(ledger.missing())
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(each.message()).contains("SQLSTATE 57014").doesNotContain("planted"));
  }

  @Test
  void run_withADeferredConstraintThatFails_isAFailureOfTheSink() throws SQLException {
    ledger.enroll(List.of("ann"));
    database.execute(
        """
        alter table study_row add column score int default 77 unique deferrable initially deferred
        """);

    runner().maxAttempts(1).transactionalSink(tables).build().run();

    assertThat(ledger.missing())
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.message()).startsWith("The sink failed").contains("23505"));
  }

  @Test
  void run_ofPeopleWhomAProgramWorksFor_leavesThemOut() {
    ledger.enroll(List.of("ann", "bob"));
    ledger.plan(List.of("bob"), Set.of(DataType.DAILY_SLEEP), SINCE.minusDays(365), SINCE);

    HistoryRunReport report = runner().transactionalSink(tables).build().run();

    assertThat(report.people()).isEqualTo(1);
    assertThat(outcomes(ledger.missing().stream())).isEqualTo("[bob DAILY_SLEEP null]");
    assertThat(ledger.workAfter(0, 10)).extracting(LedgerWork::person).containsExactly("bob");
    assertThatThrownBy(
            () -> ledger.plan(List.of("bob", "ann"), Set.of(DataType.SLEEP), SINCE, TODAY))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("A HistoryRunner works for \"ann\"");
    assertThatThrownBy(() -> ledger.checkpoint("ann").settled(DataType.SLEEP))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("A HistoryRunner works for \"ann\"");
    assertThat(ledger.workAfter(0, 10)).hasSize(1);
  }

  @Test
  void run_withASinkThatAlwaysFails_endsWithItsException() {
    ledger.enroll(List.of("ann", "bob"));
    IllegalStateException failure = new IllegalStateException("The disk is full.");

    assertThatThrownBy(
            () ->
                runner()
                    .maxAttempts(100)
                    .sinks(
                        person -> {
                          throw failure;
                        })
                    .build()
                    .run())
        .isSameAs(failure);
    assertThat(log)
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(
            logged ->
                assertThat(stackTrace(logged))
                    .contains("java.lang.IllegalStateException", "run_withASinkThatAlwaysFails")
                    .doesNotContain("The disk is full."));

    assertThat(outcomes(ledger.missing().stream()))
        .contains("ann DAILY_SLEEP GAVE_UP", "bob RING_BATTERY_LEVEL GAVE_UP");
  }

  @Test
  void run_whileTheDatabaseIsAway_waitsForIt() throws SQLException {
    ledger.enroll(List.of("ann"));
    AtomicInteger connections = new AtomicInteger();
    PGSimpleDataSource flaky =
        new PGSimpleDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            int n = connections.incrementAndGet();
            if (n == 2) {
              throw new SQLTransientConnectionException("as planned", "08001");
            }
            return database.dataSource().getConnection();
          }
        };
    PostgresLedger flakyLedger = new PostgresLedger(flaky);

    HistoryRunReport report =
        HistoryRunner.builder(flakyLedger, this::clientOf)
            .types(TYPES)
            .since(SINCE)
            .threads(1)
            .transactionalSink(tables)
            .build()
            .run();

    assertThat(report.people()).isEqualTo(1);
    assertThat(connections.get()).isGreaterThan(2);
    assertStoredOnce("ann");
  }

  @Test
  void run_whenInterrupted_letsOthersContinueAtOnce() throws Exception {
    ledger.enroll(List.of("ann"));
    CountDownLatch started = new CountDownLatch(1);
    HistoryRunner runner =
        runner(
                person -> {
                  started.countDown();
                  try {
                    Thread.sleep(Duration.ofMinutes(5).toMillis());
                  } catch (InterruptedException e) {
                    throw new OuraInterruptedException("as planned");
                  }
                  return clientOf(person);
                })
            .transactionalSink(tables)
            .build();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                runner.run();
              } catch (OuraInterruptedException e) {
                thrown.set(e);
              }
            });
    thread.start();
    await(started);

    thread.interrupt();
    thread.join(30_000);

    assertThat(thrown.get()).hasMessageStartingWith("The run was interrupted.");
    assertThat(database.query("select lease is null from oura4j.person")).containsExactly("t");
    assertThat(runner().transactionalSink(tables).build().run().people()).isEqualTo(1);
  }

  @Test
  void run_withAClientThatIsNull_saysSo() {
    ledger.enroll(List.of("ann"));

    runner(person -> null).maxAttempts(1).transactionalSink(tables).build().run();

    assertThat(ledger.missing())
        .extracting(MissingData::outcome)
        .containsOnly(HistoryOutcome.GAVE_UP);
  }

  @Test
  void run_withoutTheSchema_sendsNothing() {
    PGSimpleDataSource other = new PGSimpleDataSource();
    other.setURL(database.url());
    other.setDatabaseName("postgres");
    HistoryRunner runner =
        HistoryRunner.builder(new PostgresLedger(other), this::clientOf)
            .since(SINCE)
            .transactionalSink(tables)
            .build();

    assertThatThrownBy(runner::run)
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("OuraSchema.apply");
    assertThat(simulator.requestCount()).isZero();
  }

  @Test
  void build_withBadSettings_saysWhatToDo() {
    assertThatThrownBy(() -> HistoryRunner.builder(ledger, this::clientOf).build())
        .hasMessage("A history needs a first day. Call since(...) on its builder.");
    assertThatThrownBy(() -> runner().build())
        .hasMessage(
            "A runner needs one place to store rows. Call either sinks(...) or"
                + " transactionalSink(...) on its builder.");
    assertThatThrownBy(
            () ->
                runner().sinks(person -> new MemoryHistorySink()).transactionalSink(tables).build())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> runner().until(SINCE.minusDays(1)).transactionalSink(tables).build())
        .hasMessage(
            "The history starts on 2026-03-01, which is after its last day, 2026-02-28. Choose an"
                + " earlier first day.");
    assertThatThrownBy(() -> runner().types(Set.of()))
        .hasMessage("A history needs at least one data type.");
    assertThatThrownBy(() -> runner().threads(0))
        .hasMessage("threads must be from 1 to 64, but is 0.");
    assertThatThrownBy(() -> runner().parallelism(65))
        .hasMessage("parallelism must be from 1 to 64, but is 65.");
    assertThatThrownBy(() -> runner().lookBackDays(-1))
        .hasMessage("lookBackDays must be from 0 to 3650, but is -1.");
    assertThatThrownBy(() -> runner().maxAttempts(0))
        .hasMessage("maxAttempts must be from 1 to 100, but is 0.");
    assertThatThrownBy(() -> runner().lease(Duration.ofMillis(999)))
        .hasMessage("lease must be from PT1S to PT1H, but is PT0.999S.");
    assertThatThrownBy(() -> runner().updateInterval(Duration.ZERO))
        .hasMessage("updateInterval must be from PT1M to PT8760H, but is PT0S.");
    assertThatThrownBy(() -> runner().retryDelay(Duration.ofDays(366)))
        .hasMessageStartingWith("retryDelay must be");
  }

  @Test
  void retryDelay_afterEachFailure_doublesUpToAnHour() {
    RunnerSettings settings =
        runner().retryDelay(Duration.ofMinutes(1)).transactionalSink(tables).settings();

    assertThat(settings.retryDelay(0)).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.retryDelay(3)).isEqualTo(Duration.ofMinutes(8));
    assertThat(settings.retryDelay(99)).isEqualTo(Duration.ofHours(1));
  }

  /** Lets all leases expire, although the processes that have them are alive. */
  private static void expireLeases() throws SQLException {
    database.execute(
        "update oura4j.person set lease = gen_random_uuid(),"
            + " lease_until = clock_timestamp() - interval '1 second'"
            + " where lease is not null");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private interface SqlAction {
    void run() throws SQLException;
  }

  private static void runQuietly(SqlAction action) {
    try {
      action.run();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
