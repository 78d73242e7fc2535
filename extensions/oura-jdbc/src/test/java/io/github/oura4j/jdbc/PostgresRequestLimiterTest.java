// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RateLimitTier;
import io.github.oura4j.limit.RequestLimiter;
import io.github.oura4j.testkit.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** What is particular to the limiter in PostgreSQL. */
@Timeout(120)
class PostgresRequestLimiterTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final Duration STORE_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration COUNTED = WINDOW.plus(MARGIN).plus(STORE_TIMEOUT);
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('oura4j limiter', 0))";

  private final VirtualTime time = new VirtualTime();
  private final TestClock clock = TestClock.of(time);
  private final List<PostgresRequestLimiter> limiters = new ArrayList<>();
  private DataSource dataSource = DATABASE.dataSource();

  @BeforeEach
  void installClock() {
    dataSource = clock.in(DATABASE);
  }

  /** Waits for the threads, so that a call which was given up does not disturb the next test. */
  @AfterEach
  void closeLimiters() throws InterruptedException {
    limiters.forEach(PostgresRequestLimiter::close);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("oura4j-limiter")) {
        thread.join(10_000);
      }
    }
  }

  private PostgresRequestLimiter limiter(int requests, DataSource source, Ticker ticker) {
    return limiter(requests, source, builder -> builder.ticker(ticker));
  }

  private PostgresRequestLimiter limiter(
      int requests, DataSource source, Consumer<PostgresRequestLimiter.Builder> settings) {
    RateLimit limit = new RateLimit(requests, WINDOW);
    PostgresRequestLimiter.Builder builder =
        PostgresRequestLimiter.builder(source)
            .applicationLimit(limit)
            .tokenLimit(limit)
            .margin(MARGIN)
            .storeTimeout(STORE_TIMEOUT)
            .ticker(time);
    settings.accept(builder);
    PostgresRequestLimiter limiter = builder.build();
    limiters.add(limiter);
    return limiter;
  }

  private PostgresRequestLimiter limiter(int requests) {
    return limiter(requests, dataSource, time);
  }

  private static Duration tryAcquire(RequestLimiter limiter, @Nullable String token) {
    try (RequestLimiter.Reservation reservation = limiter.reserve(token)) {
      return reservation.tryAcquire();
    }
  }

  private static int acquired(RequestLimiter limiter, int attempts) {
    int acquired = 0;
    for (int i = 0; i < attempts; i++) {
      acquired += tryAcquire(limiter, "a").isZero() ? 1 : 0;
    }
    return acquired;
  }

  @Test
  void tryAcquire_afterTheServersClockWasSetForward_keepsCounting() {
    PostgresRequestLimiter limiter = limiter(3);
    PostgresRequestLimiter other = limiter(3);
    assertThat(acquired(limiter, 2)).isEqualTo(2);
    assertThat(acquired(other, 1)).isEqualTo(1);
    time.advance(Duration.ofSeconds(100));
    clock.set(Duration.ofHours(1));

    Duration rest = COUNTED.minusSeconds(100);
    assertThat(tryAcquire(limiter, "a")).isEqualTo(rest);
    assertThat(tryAcquire(other, "a")).isEqualTo(rest);
    time.advance(rest);
    assertThat(acquired(other, 4)).isEqualTo(3);
  }

  @Test
  void tryAcquire_afterTheServersClockWasSetBackward_waitsNoLongerThanBefore() {
    PostgresRequestLimiter limiter = limiter(3);
    assertThat(acquired(limiter, 3)).isEqualTo(3);
    time.advance(Duration.ofSeconds(100));
    clock.set(Duration.ofHours(-1));

    Duration rest = COUNTED.minusSeconds(100);
    assertThat(tryAcquire(limiter, "a")).isEqualTo(rest);
    time.advance(rest);
    assertThat(acquired(limiter, 4)).isEqualTo(3);
  }

  /** A new process knows nothing of the time before, but no permit is later than now. */
  @Test
  void tryAcquire_byANewProcessAfterTheClockWasSetBackward_countsTheWholeTimeAgain() {
    assertThat(acquired(limiter(3), 3)).isEqualTo(3);
    time.advance(Duration.ofSeconds(100));
    clock.set(Duration.ofHours(-1));

    assertThat(tryAcquire(limiter(3), "a")).isEqualTo(COUNTED);
  }

  @Test
  void tryAcquire_byAProcessThatWasStopped_doesNotSetTheClockBack() throws SQLException {
    VirtualTime stopped = new VirtualTime();
    PostgresRequestLimiter sleeper = limiter(3, dataSource, stopped);
    PostgresRequestLimiter awake = limiter(3);
    assertThat(acquired(sleeper, 1)).isEqualTo(1);
    time.advance(Duration.ofHours(1));
    assertThat(acquired(awake, 1)).isEqualTo(1);
    time.advance(Duration.ofMinutes(10));

    assertThat(acquired(sleeper, 1)).isEqualTo(1);

    assertThat(DATABASE.query("select shift_nanos from oura4j.limiter_clock")).isEmpty();
  }

  @Test
  void tryAcquire_afterTheServerLostItsLastPermits_countsThemNevertheless() throws SQLException {
    PostgresRequestLimiter limiter = limiter(5);
    PostgresRequestLimiter other = limiter(5);
    assertThat(acquired(other, 1)).isEqualTo(1);
    assertThat(acquired(limiter, 3)).isEqualTo(3);
    DATABASE.execute("delete from oura4j.permits where n > 1");

    assertThat(acquired(limiter, 2)).isEqualTo(1);
    assertThat(acquired(other, 2)).isZero();
    assertThat(DATABASE.query("select n from oura4j.permits order by n"))
        .containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void tryAcquire_afterAllPermitsWereLost_countsAsManyAsTheLimit() throws SQLException {
    PostgresRequestLimiter limiter = limiter(5);
    for (int i = 0; i < 4; i++) {
      acquired(limiter, 5);
      time.advance(COUNTED);
    }
    assertThat(acquired(limiter, 1)).isEqualTo(1);
    DATABASE.execute("delete from oura4j.permits");

    assertThat(acquired(limiter, 1)).isZero();
    time.advance(COUNTED);
    assertThat(acquired(limiter, 6)).isEqualTo(5);
  }

  @Test
  void tryAcquire_afterOthersGotTheNumbersOfLostPermits_countsTheLostOnesOnceMore()
      throws SQLException {
    PostgresRequestLimiter first = limiter(25);
    PostgresRequestLimiter second = limiter(25);
    assertThat(acquired(first, 10)).isEqualTo(10);
    assertThat(acquired(second, 5)).isEqualTo(5);
    DATABASE.execute("delete from oura4j.permits where n > 8");
    time.advance(Duration.ofSeconds(1));
    assertThat(acquired(limiter(25), 9)).isEqualTo(9);

    // 15 + 9 of 25 are used, although the server knows of 17.
    assertThat(acquired(second, 2)).isEqualTo(1);
    assertThat(acquired(first, 1)).isZero();
    assertThat(DATABASE.query("select count(*) from oura4j.permits")).containsExactly("25");
    time.advance(COUNTED);
    assertThat(acquired(first, 26)).isEqualTo(25);
  }

  @Test
  void tryAcquire_afterAnotherProcessCountedLostPermitsAgain_addsThoseOnlyThatItAloneHasSeen()
      throws SQLException {
    PostgresRequestLimiter first = limiter(20);
    PostgresRequestLimiter second = limiter(20);
    assertThat(acquired(first, 10)).isEqualTo(10);
    time.advance(Duration.ofSeconds(1));
    assertThat(acquired(second, 5)).isEqualTo(5);
    DATABASE.execute("delete from oura4j.permits where n > 8");
    time.advance(Duration.ofSeconds(1));

    assertThat(acquired(first, 1)).isEqualTo(1);
    assertThat(DATABASE.query("select count(*) from oura4j.permits")).containsExactly("11");
    assertThat(acquired(second, 1)).isEqualTo(1);
    assertThat(DATABASE.query("select count(*) from oura4j.permits")).containsExactly("17");
  }

  @Test
  void tryAcquire_whenAllPermitsThatWereSeenAreOld_countsNoneAgain() throws SQLException {
    PostgresRequestLimiter limiter = limiter(3);
    assertThat(acquired(limiter, 3)).isEqualTo(3);
    DATABASE.execute("delete from oura4j.permits");
    time.advance(COUNTED);

    assertThat(acquired(limiter(3), 1)).isEqualTo(1);
    assertThat(acquired(limiter, 3)).isEqualTo(2);
  }

  @Test
  void limiterTime_afterTheServersClockWasSet_isThatOfTheLimiter() throws SQLException {
    PostgresRequestLimiter limiter = limiter(3);
    assertThat(acquired(limiter, 1)).isEqualTo(1);
    clock.set(Duration.ofHours(1));
    assertThat(acquired(limiter, 1)).isEqualTo(1);

    assertThat(DATABASE.query("select oura4j.limiter_time() - max(granted_at) from oura4j.permits"))
        .containsExactly("0");
  }

  @Test
  void acquirePermits_afterAWaitForTheLock_doesNotTakeThatForAStepOfTheClock() throws Exception {
    DATABASE.execute(
        """
        create or replace function oura4j.server_nanos() returns bigint language sql volatile
          as 'select (extract(epoch from clock_timestamp()) * 1000000000)::bigint'
        """);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Connection other = DATABASE.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(LOCK);
      Future<?> waiting =
          thread.submit(
              () -> {
                DATABASE.execute(
                    """
                    select oura4j.acquire_permits(array['a'], 9, 9, 9, 9, 1,
                      0, null, oura4j.server_nanos(), 0, 200000000, 5000000000,
                      '{}', '{}', '{}', '{}', '{}')
                    """);
                return null;
              });
      statement.execute("select pg_sleep(0.6)");
      other.rollback();
      waiting.get();
    } finally {
      thread.shutdownNow();
    }

    assertThat(DATABASE.query("select count(*) from oura4j.permits")).containsExactly("1");
    assertThat(DATABASE.query("select shift_nanos from oura4j.limiter_clock")).isEmpty();
  }

  @Test
  void tryAcquire_byCallersThatGiveUpOneAfterTheOther_leavesNothingWaitingAtTheServer()
      throws Exception {
    PostgresRequestLimiter limiter =
        limiter(
            1000,
            DATABASE.dataSource(),
            builder -> builder.ticker(Ticker.system()).storeTimeout(Duration.ofMillis(150)));
    try (Connection other = DATABASE.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(LOCK);
      for (int i = 0; i < 12; i++) {
        assertThatThrownBy(() -> tryAcquire(limiter, "a"))
            .isInstanceOf(StoreUnavailableException.class);
      }

      assertThat(
              DATABASE.query(
                  "select pid from pg_locks where locktype = 'advisory' and not granted and database"
                      + " = (select oid from pg_database where datname = current_database())"))
          .hasSizeLessThan(2);
      other.rollback();
    }
  }

  @Test
  void tryAcquire_byManyProcessesAndThreads_grantsExactlyTheLimitOverOneConnectionEach()
      throws Exception {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int process = 0; process < 3; process++) {
      PostgresRequestLimiter limiter = limiter(1000, DATABASE.pool(1), Ticker.system());
      for (int thread = 0; thread < 32; thread++) {
        work.add(() -> acquired(limiter, 20));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    int granted = 0;
    try {
      for (Future<Integer> each : threads.invokeAll(work)) {
        granted += each.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(granted).isEqualTo(1000);
    assertThat(DATABASE.query("select count(*) from oura4j.permits")).containsExactly("1000");
  }

  @Test
  void tryAcquire_whenThePoolHasNoConnectionLeft_saysSoInTimeAndWorksLater() throws Exception {
    DataSource pool = DATABASE.pool(1);
    PostgresRequestLimiter limiter = limiter(3, pool, Ticker.system());
    try (Connection taken = pool.getConnection()) {
      assertThat(taken.isValid(1)).isTrue();
      assertThatThrownBy(() -> limiter.reserve("a").tryAcquire(Duration.ofMillis(50)))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("50 ms")
          .hasMessageContaining("connections");
    }

    assertThat(tryAcquire(limiter, "a")).isZero();
  }

  @Test
  void tryAcquire_whenAnotherSessionHoldsTheLock_givesUpInTimeAndSpendsNoPermit() throws Exception {
    PostgresRequestLimiter limiter = limiter(3, dataSource, Ticker.system());
    assertThat(tryAcquire(limiter, "a")).isZero();
    try (Connection other = DATABASE.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(LOCK);
      RequestLimiter.Reservation first = limiter.reserve("a");
      assertThatThrownBy(() -> first.tryAcquire(Duration.ofMillis(50)))
          .isInstanceOf(StoreUnavailableException.class);
      // This one has not been sent to the database when it gives up.
      assertThatThrownBy(() -> limiter.reserve("b").tryAcquire(Duration.ofMillis(50)))
          .isInstanceOf(StoreUnavailableException.class);
      other.rollback();
    }

    assertThat(tryAcquire(limiter, "c")).isZero();
    assertThat(DATABASE.query("select count(*) from oura4j.permits where token_hash = 'b'"))
        .containsExactly("0");
  }

  @Test
  void tryAcquire_whenTheResponseTakesTooLong_dropsThePermitWhichStillCounts() throws Exception {
    AtomicLong nanos = new AtomicLong();
    Ticker fast = () -> nanos.addAndGet(STORE_TIMEOUT.toNanos());
    PostgresRequestLimiter limiter = limiter(3, dataSource, fast);

    assertThatThrownBy(() -> tryAcquire(limiter, "a"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("20000 ms");
    assertThat(DATABASE.query("select count(*) from oura4j.permits")).containsExactly("1");
  }

  @Test
  void tryAcquire_ofAnInterruptedThread_saysSoAndKeepsTheInterrupt() {
    PostgresRequestLimiter limiter = limiter(3);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> tryAcquire(limiter, "a"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Returns a data source that gives no connection so many times. */
  private DataSource failing(AtomicInteger times) {
    return HookedDataSource.before(
        dataSource,
        () -> {
          if (times.getAndDecrement() > 0) {
            throw new SQLTransientConnectionException("no connection", "08001");
          }
        });
  }

  @Test
  void call_whileTheDatabaseIsAway_waitsAndSucceeds() {
    AtomicInteger failures = new AtomicInteger(9);
    DataSource away = failing(failures);
    try (OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("planted-token"))
            .transport(
                request ->
                    new OuraResponse(
                        200, Map.of(), "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)))
            .rateLimiter(limiter(3, away, time))
            .ticker(time)
            .sleeper(time)
            .build()) {
      oura.personalInfo().get();
    }

    assertThat(failures.get()).isNegative();
  }

  @Test
  void onRateLimited_whileTheDatabaseIsAway_isRecordedWithTheNextPermit() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    DataSource away = failing(failures);
    PostgresRequestLimiter limiter = limiter(3, away, time);
    PostgresRequestLimiter other = limiter(3);
    assertThat(tryAcquire(limiter, "z")).isZero();
    failures.set(1);
    limiter.onRateLimited("a", status(40));
    assertThat(failures).hasValue(0);
    limiter.onRateLimited("b", status(1));

    time.advance(Duration.ofSeconds(10));
    assertThat(tryAcquire(limiter, "a")).isEqualTo(Duration.ofSeconds(30));
    assertThat(tryAcquire(other, "a")).isEqualTo(Duration.ofSeconds(30));
    assertThat(tryAcquire(other, "b")).isZero();
  }

  @Test
  void tryAcquire_whenThisProcessKnowsThatNoPermitIsAvailable_asksNoDatabase() {
    AtomicInteger failures = new AtomicInteger();
    PostgresRequestLimiter limiter = limiter(2, failing(failures), time);
    assertThat(acquired(limiter, 1)).isEqualTo(1);
    limiter.onRateLimited("held", status(40));
    failures.set(Integer.MAX_VALUE);
    assertThat(tryAcquire(limiter, "held")).isEqualTo(Duration.ofSeconds(40));

    failures.set(0);
    assertThat(acquired(limiter, 2)).isEqualTo(1);
    failures.set(Integer.MAX_VALUE);
    assertThat(tryAcquire(limiter, "a")).isEqualTo(COUNTED);
    assertThat(tryAcquire(limiter, null)).isEqualTo(COUNTED);
    time.advance(COUNTED);
    assertThatThrownBy(() -> tryAcquire(limiter, "a"))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private static RateLimitStatus status(int seconds) {
    return new RateLimitStatus(RateLimitTier.TOKEN, Duration.ofSeconds(seconds), Optional.empty());
  }

  @Test
  void tryAcquire_byWaitingReservations_tellsThemDifferentTimesInTheirOrder() {
    PostgresRequestLimiter limiter = limiter(2);
    tryAcquire(limiter, "a");
    time.advance(Duration.ofSeconds(10));
    tryAcquire(limiter, "b");
    assertThat(tryAcquire(limiter, "c")).isEqualTo(COUNTED.minusSeconds(10));
    RequestLimiter.Reservation waiting = limiter.reserve("c");
    waiting.tryAcquire();

    time.advance(COUNTED.minusSeconds(10));
    assertThat(tryAcquire(limiter, "d")).isZero();
    assertThat(waiting.tryAcquire()).isEqualTo(Duration.ofSeconds(10));
    time.advance(Duration.ofSeconds(10));
    assertThat(waiting.tryAcquire()).isZero();
  }

  @Test
  void availablePermits_afterARequest_isTheNumberThatItFound() {
    PostgresRequestLimiter limiter = limiter(5);
    assertThat(limiter.availablePermits()).isEmpty();

    acquired(limiter, 2);
    assertThat(limiter.availablePermits()).hasValue(3);
    time.advance(Duration.ofSeconds(10));
    acquired(limiter, 9);
    assertThat(limiter.availablePermits()).hasValue(0);
    time.advance(COUNTED.minusSeconds(10));
    acquired(limiter, 1);
    assertThat(limiter.availablePermits()).hasValue(1);
  }

  @Test
  void tryAcquire_overALongTime_deletesPermitsThatNoLongerCount() throws SQLException {
    PostgresRequestLimiter limiter = limiter(100);
    for (int i = 0; i < 13; i++) {
      assertThat(acquired(limiter, 100)).isEqualTo(100);
      time.advance(COUNTED.multipliedBy(4));
    }

    // Those of the last hour are kept, and at most 512 more.
    assertThat(DATABASE.query("select count(*) from oura4j.permits"))
        .singleElement()
        .satisfies(n -> assertThat(Integer.parseInt(n)).isBetween(300, 812));
    assertThat(acquired(limiter, 101)).isEqualTo(100);
  }

  @Test
  void tryAcquire_whenManyPermitsAreKept_looksForOldOnesWithinTheStoreTimeout()
      throws SQLException {
    DATABASE.execute(
        "insert into oura4j.permits (n, granted_at)"
            + " select n, oura4j.server_nanos() - 60000000000 from generate_series(1, 102399) n");
    PostgresRequestLimiter limiter =
        limiter(
            200_000,
            DATABASE.dataSource(),
            builder -> builder.ticker(Ticker.system()).storeTimeout(Duration.ofSeconds(2)));

    // Permit number 200 * 512, with which old permits are deleted.
    assertThat(tryAcquire(limiter, "a")).isZero();
    assertThat(DATABASE.query("select count(*), max(n) from oura4j.permits"))
        .containsExactly("102400");
  }

  @Test
  void tryAcquire_whenOldPermitsAreDeleted_keepsThoseThatCount() {
    PostgresRequestLimiter limiter = limiter(600);
    assertThat(acquired(limiter, 500)).isEqualTo(500);
    time.advance(COUNTED.minusSeconds(1));

    assertThat(acquired(limiter, 101)).isEqualTo(100);
  }

  @Test
  void tryAcquire_withoutTheSchema_saysWhatToDo() throws SQLException {
    DATABASE.execute("alter schema oura4j rename to hidden");
    try {
      assertThatThrownBy(() -> tryAcquire(limiter(3, DATABASE.dataSource(), time), "a"))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("OuraSchema.apply");
    } finally {
      DATABASE.execute("alter schema hidden rename to oura4j");
    }
  }

  @Test
  void tryAcquire_withoutTheRights_saysWhatToCheck() {
    DataSource forbidden =
        HookedDataSource.before(
            dataSource,
            () -> {
              throw new SQLException("ERROR: permission denied for function\n Detail: x", "42501");
            });

    assertThatThrownBy(() -> tryAcquire(limiter(3, forbidden, time), "a"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("(ERROR: permission denied for function)")
        .hasMessageContaining("rights");
  }

  /** A snapshot from before the lock would not show the permits of its last holder. */
  @Test
  void acquirePermits_withAnotherIsolationLevel_fails() {
    assertThatThrownBy(
            () ->
                DATABASE.execute(
                    """
                    begin isolation level repeatable read;
                    select oura4j.acquire_permits(array['a'], 1, 1, 1, 1, 1, null, null, null, null, 1, 1,
                      '{}', '{}', '{}', '{}', '{}');
                    """))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("read committed");
  }

  @Test
  void tryAcquire_overConnectionsWithoutAutoCommitAndInSimpleMode_countsTheSame() {
    PGSimpleDataSource simple = new PGSimpleDataSource();
    simple.setURL(DATABASE.url());
    simple.setPreferQueryMode(PreferQueryMode.SIMPLE);
    DataSource withoutAutoCommit =
        HookedDataSource.after(clock.in(simple), connection -> connection.setAutoCommit(false));
    PostgresRequestLimiter limiter = limiter(3, withoutAutoCommit, time);
    limiter.onRateLimited("b", status(40));

    assertThat(acquired(limiter, 5)).isEqualTo(3);
    assertThat(acquired(limiter(3), 1)).isZero();
  }

  @Test
  void close_ofALimiter_endsItsThreadAndRefusesFurtherRequests() throws InterruptedException {
    PostgresRequestLimiter limiter = limiter(3);
    Thread thread = threadOf(limiter);
    limiter.close();
    limiter.close();

    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThatThrownBy(() -> tryAcquire(limiter, "a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void tryAcquire_whenNothingMoreIsAsked_leavesNoThreadRunning() throws InterruptedException {
    PostgresRequestLimiter limiter =
        limiter(9, dataSource, builder -> builder.idleTime(Duration.ofMillis(300)));
    Thread thread = threadOf(limiter);

    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(tryAcquire(limiter, "a")).isZero();
  }

  /** Lets a limiter acquire a permit, and returns the thread that it started for that. */
  private static Thread threadOf(PostgresRequestLimiter limiter) {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    assertThat(tryAcquire(limiter, "a")).isZero();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && thread.getName().equals("oura4j-limiter"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void newLimiter_withADurationThatIsNotPositive_fails() {
    PostgresRequestLimiter.Builder builder = PostgresRequestLimiter.builder(dataSource);

    assertThatThrownBy(() -> builder.margin(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("margin");
    assertThatThrownBy(() -> builder.storeTimeout(Duration.ofDays(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("storeTimeout");
  }
}
