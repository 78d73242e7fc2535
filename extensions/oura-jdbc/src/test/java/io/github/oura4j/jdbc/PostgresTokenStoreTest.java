// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class PostgresTokenStoreTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.withSchema();

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private static StoredTokens record(int number) {
    return StoredTokens.of(
        new OAuthTokens(
            "planted-access-" + number,
            "planted-refresh-" + number,
            NOW,
            NOW.plusSeconds(number),
            Set.of(Scope.DAILY)));
  }

  private static PostgresTokenStore store() {
    return PostgresTokenStore.of(database.dataSource(), TestKeys.KEYS, 10);
  }

  private static PostgresTokenStore store(TokenKeys keys) {
    return PostgresTokenStore.of(database.dataSource(), keys, 10);
  }

  private static PostgresTokenStore impatientStore(DataSource dataSource, int poolSize) {
    return new PostgresTokenStore(dataSource, TestKeys.KEYS, poolSize, Duration.ofMillis(300));
  }

  /** Holds a person's lock on another thread until the test lets it go. */
  private CountDownLatch holdLock(TokenStore store, String person) throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    Future<?> unused =
        threads.submit(
            () ->
                store.withLock(
                    person,
                    () -> {
                      held.countDown();
                      try {
                        return letGo.await(50, TimeUnit.SECONDS);
                      } catch (InterruptedException e) {
                        return false;
                      }
                    }));
    assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
    return letGo;
  }

  @Test
  void find_afterASave_returnsTheRecordToTheNanosecond() {
    store().save("one", record(1).withRefreshSentAt(NOW));

    assertThat(store().find("one")).contains(record(1).withRefreshSentAt(NOW));
  }

  @Test
  void save_ofAnyRecord_putsNoTokenIntoTheDatabase() throws SQLException {
    store().save("one", record(1));
    store().save("two", record(1));

    List<String> rows = database.query("select encode(sealed, 'hex') from oura4j.tokens");
    assertThat(rows).hasSize(2).doesNotHaveDuplicates();
    String secret = HexFormat.of().formatHex("planted".getBytes(StandardCharsets.UTF_8));
    assertThat(rows).noneMatch(row -> row.contains(secret));
    assertThat(database.query("select key_id from oura4j.tokens")).containsOnly("first");
  }

  @Test
  void find_withoutTheKey_namesTheKeyThatIsMissing() {
    store().save("one", record(1));

    assertThatThrownBy(() -> store(TokenKeys.of("second", TestKeys.key(2))).find("one"))
        .isExactlyInstanceOf(CredentialsException.class)
        .hasMessage(
            "The record of one in TokenStore[oura4j.tokens in PostgreSQL] is sealed with the key"
                + " 'first', which this program does not have: TokenKeys[current second, all"
                + " [second]]. Add it with TokenKeys.withOld. Nothing was changed.");
  }

  @Test
  void find_withAnotherKeyOfTheSameId_saysSo() {
    store().save("one", record(1));

    assertThatThrownBy(() -> store(TokenKeys.of("first", TestKeys.key(2))).find("one"))
        .isExactlyInstanceOf(CredentialsException.class)
        .hasMessageContaining("cannot be opened with the key 'first'")
        .hasMessageContaining("let the person authorize again")
        .hasMessageNotContaining("planted");
  }

  @Test
  void find_ofARowThatWasChanged_saysSoAndSavesNothing() throws SQLException {
    for (String change :
        List.of(
            "set_byte(sealed, 20, get_byte(sealed, 20) # 1)",
            "substring(sealed for length(sealed) - 1)",
            "substring(sealed for 5)",
            "''::bytea")) {
      store().save("one", record(1));
      database.execute("update oura4j.tokens set sealed = " + change);

      for (Runnable call :
          List.<Runnable>of(
              () -> store().find("one"),
              () -> store().replace("one", record(1), record(2)),
              () -> store().save("one", record(2).tokens()))) {
        assertThatThrownBy(call::run)
            .as(change)
            .isExactlyInstanceOf(CredentialsException.class)
            .hasMessageContaining("the row was changed")
            .hasMessageNotContaining("planted");
      }
    }
  }

  @Test
  void find_ofARowThatWasCopiedFromAnotherPerson_saysSo() throws SQLException {
    store().save("one", record(1));
    database.execute(
        "insert into oura4j.tokens (person, key_id, sealed)"
            + " select 'two', key_id, sealed from oura4j.tokens");

    assertThatThrownBy(() -> store().find("two"))
        .isExactlyInstanceOf(CredentialsException.class)
        .hasMessageContaining("The record of two in")
        .hasMessageContaining("copied from another person");
    assertThat(store().find("one")).contains(record(1));
  }

  @Test
  void reseal_afterTheKeyWasChanged_sealsEveryRecordWithTheCurrentKey() throws SQLException {
    for (int i = 0; i < 250; i++) {
      store().save("person " + i, record(i));
    }
    PostgresTokenStore rotated =
        store(TokenKeys.of("second", TestKeys.key(2)).withOld("first", TestKeys.key(1)));
    assertThat(rotated.find("person 7")).contains(record(7));
    rotated.save("person 7", record(8));

    assertThat(rotated.reseal()).isEqualTo(249);

    assertThat(database.query("select distinct key_id from oura4j.tokens"))
        .containsExactly("second");
    PostgresTokenStore withoutTheFirst = store(TokenKeys.of("second", TestKeys.key(2)));
    assertThat(withoutTheFirst.find("person 7")).contains(record(8));
    assertThat(withoutTheFirst.find("person 249")).contains(record(249));
    assertThat(withoutTheFirst.reseal()).isZero();
  }

  @Test
  void reseal_whenSomeRecordsCannotBeOpened_sealsTheOthersAndNamesTheFirst() {
    for (int i = 0; i < 120; i++) {
      store().save("person " + i, record(i));
    }
    store(TokenKeys.of("lost", TestKeys.key(9))).save("person 0", record(0));

    assertThatThrownBy(
            () ->
                store(TokenKeys.of("second", TestKeys.key(2)).withOld("first", TestKeys.key(1)))
                    .reseal())
        .isInstanceOf(CredentialsException.class)
        .hasMessageStartingWith(
            "119 records were sealed with the current key, and 1 could not be. The first: The"
                + " record of person 0 in");
  }

  @Test
  void replace_byManyThreadsWithoutALock_isDoneByOne() throws Exception {
    store().save("one", record(0));
    CyclicBarrier start = new CyclicBarrier(8);
    List<Future<Boolean>> replaced =
        IntStream.rangeClosed(1, 8)
            .mapToObj(
                number ->
                    threads.submit(
                        () -> {
                          start.await();
                          return store().replace("one", record(0), record(number));
                        }))
            .toList();

    int winners = 0;
    for (Future<Boolean> each : replaced) {
      winners += each.get() ? 1 : 0;
    }
    assertThat(winners).isEqualTo(1);
  }

  @Test
  void withLock_whenItsConnectionIsLost_leavesTheRecordOfTheNextHolder() throws Exception {
    StoredTokens intent = record(1).withRefreshSentAt(NOW);
    store().save("one", intent);

    String result =
        store()
            .withLock(
                "one",
                () -> {
                  endLockHolders();
                  store().save("one", record(3).tokens());
                  return store().replace("one", intent, record(2)) ? "replaced" : "kept";
                });

    assertThat(result).isEqualTo("kept");
    assertThat(store().find("one")).contains(record(3));
  }

  private static void endLockHolders() {
    try {
      database.execute(
          "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted"
              + " and database = (select oid from pg_database where datname = current_database())");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void withLock_whenAnotherProcessHoldsIt_givesUpInTime() throws Exception {
    CountDownLatch letGo = holdLock(store(), "one");
    TokenStore other = impatientStore(database.dataSource(), 10);

    assertThatThrownBy(() -> other.withLock("one", () -> 1))
        .isExactlyInstanceOf(CredentialsException.class)
        .hasMessageContaining("The lock of one in PostgreSQL was not free in time");
    letGo.countDown();
  }

  @Test
  void withLock_whenAnotherThreadHoldsIt_givesUpInTimeAndForgetsTheLock() throws Exception {
    TokenStore store = impatientStore(database.dataSource(), 10);
    CountDownLatch letGo = holdLock(store, "one");

    assertThatThrownBy(() -> store.withLock("one", () -> 1))
        .isExactlyInstanceOf(CredentialsException.class)
        .hasMessageContaining("The lock of one in PostgreSQL was not free in time");
    letGo.countDown();
  }

  @Test
  void withLock_again_isRefused() {
    TokenStore store = store();

    assertThatThrownBy(() -> store.withLock("one", () -> store.withLock("one", () -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds the lock of one already");
  }

  @Test
  void withLock_onAnInterruptedThread_doesNoWork() {
    AtomicInteger works = new AtomicInteger();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store().withLock("one", works::incrementAndGet))
        .isInstanceOf(OuraInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(works).hasValue(0);
  }

  @Test
  void withLock_ofManyPeopleOnASmallPool_leavesAConnectionForEachSave() throws Exception {
    PostgresTokenStore store =
        PostgresTokenStore.of(database.pool(3, Duration.ofSeconds(20)), TestKeys.KEYS, 3);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<Integer>> refreshes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      int number = i;
      refreshes.add(
          threads.submit(
              () ->
                  store.withLock(
                      "person " + number,
                      () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        store.save("person " + number, record(number));
                        store.save("person " + number, record(number + 1));
                        return inside.decrementAndGet();
                      })));
    }

    for (Future<Integer> refresh : refreshes) {
      assertThat(refresh.get()).isBetween(0, 1);
    }
    assertThat(most).hasValueLessThanOrEqualTo(2);
    assertThat(store.people()).hasSize(30);
  }

  @Test
  void of_aPoolOfOneConnection_isRefused() {
    assertThatThrownBy(() -> PostgresTokenStore.of(database.dataSource(), TestKeys.KEYS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A pool of 1 is too small")
        .hasMessageContaining("2 connections or more");
  }

  @Test
  void checkWritableAndSave_withAPoolThatIsSmallerThanTold_sayWhatIsMissing() {
    PostgresTokenStore store =
        PostgresTokenStore.of(database.pool(1, Duration.ofMillis(500)), TestKeys.KEYS, 2);

    for (Runnable call :
        List.<Runnable>of(store::checkWritable, () -> store.save("one", record(1).tokens()))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("the pool has as many connections as the store was told");
    }
  }

  @Test
  void checkWritable_whileARefreshHoldsAConnection_leavesTheOtherOneForItsSave() throws Exception {
    TokenStore store =
        PostgresTokenStore.of(database.pool(2, Duration.ofMillis(500)), TestKeys.KEYS, 2);
    CountDownLatch letGo = holdLock(store, "one");
    Future<?> check = threads.submit(store::checkWritable);

    assertThatThrownBy(() -> check.get(800, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    store.save("one", record(1));
    letGo.countDown();
    assertThat(check.get(20, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void withLock_always_letsTheServerEndTheLockOfALostMachine() {
    List<Connection> connections = new ArrayList<>();
    DataSource source = HookedDataSource.after(database.dataSource(), connections::add);

    List<String> settings =
        PostgresTokenStore.of(source, TestKeys.KEYS, 2)
            .withLock("one", () -> settingsOf(connections.get(0)));

    assertThat(settings).containsExactly("30", "10", "3", "10min", "0");
  }

  private static List<String> settingsOf(Connection connection) {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String name :
          List.of(
              "tcp_keepalives_idle",
              "tcp_keepalives_interval",
              "tcp_keepalives_count",
              "idle_in_transaction_session_timeout",
              "statement_timeout")) {
        try (ResultSet row = statement.executeQuery("show " + name)) {
          row.next();
          values.add(row.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return values;
  }

  @Test
  void checkWritable_always_leavesNoRow() {
    assertThatCode(store()::checkWritable).doesNotThrowAnyException();
    assertThat(store().people()).isEmpty();
  }

  @Test
  void saveAndCheckWritable_whenTheDatabaseOnlyReads_areUnavailable() {
    PGSimpleDataSource standby = new PGSimpleDataSource();
    standby.setURL(database.url() + "&readOnly=true");
    PostgresTokenStore store = PostgresTokenStore.of(standby, TestKeys.KEYS, 10);

    for (Runnable call :
        List.<Runnable>of(() -> store.save("one", record(1)), store::checkWritable)) {
      assertThatThrownBy(call::run)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("read-only transaction");
    }
  }

  @Test
  void allMethods_always_returnTheConnectionAsItCame() throws SQLException {
    DataSource pool = database.pool(1);
    try (Connection connection = pool.getConnection()) {
      connection.unwrap(PGConnection.class).setPrepareThreshold(7);
    }
    PostgresTokenStore store = PostgresTokenStore.of(pool, TestKeys.KEYS, 2);

    store.save("one", record(1));
    assertThatThrownBy(
            () ->
                store.withLock(
                    "one",
                    () -> {
                      throw new IllegalStateException("as planned");
                    }))
        .hasMessage("as planned");

    try (Connection connection = pool.getConnection()) {
      assertThat(connection.unwrap(PGConnection.class).getPrepareThreshold()).isEqualTo(7);
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.getNetworkTimeout()).isZero();
    }
  }

  @Test
  void stores_ofTheSameDataSourceAndKeys_areEqual() {
    PostgresTokenStore store = store();

    assertThat(store).isEqualTo(store()).hasSameHashCodeAs(store());
    assertThat(store).isNotEqualTo(store(TokenKeys.of("first", TestKeys.key(1))));
    assertThat(store).isNotEqualTo(PostgresTokenStore.of(database.pool(2), TestKeys.KEYS, 10));
  }

  @Test
  void allMethods_withoutASchema_sayHowToApplyIt() throws SQLException {
    database.execute("alter schema oura4j rename to elsewhere");
    try {
      for (Runnable call :
          List.<Runnable>of(
              () -> store().find("one"),
              store()::checkWritable,
              () -> store().withLock("one", () -> 1))) {
        assertThatThrownBy(call::run)
            .isExactlyInstanceOf(CredentialsException.class)
            .hasMessageStartingWith("The database has no schema oura4j. Apply the schema with");
      }
    } finally {
      database.execute("alter schema elsewhere rename to oura4j");
    }
  }
}
