// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.jdbc.HookedDataSource;
import io.github.oura4j.jdbc.SchemaException;
import io.github.oura4j.jdbc.TestDatabase;
import io.github.oura4j.jdbc.TestNulls;
import io.github.oura4j.jdbc.internal.Transaction;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.Checkpoint;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistoryOutcome;
import io.github.oura4j.sync.HistoryResult;
import io.github.oura4j.sync.HistoryWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresLedgerTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.withSchema();

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
  private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");

  private final PostgresLedger ledger = new PostgresLedger(database.dataSource());

  private static HistoryWindow sleep(int firstMonth, int firstDay, int lastMonth, int lastDay) {
    return HistoryWindow.days(
        DataType.DAILY_SLEEP,
        LocalDate.of(2026, firstMonth, firstDay),
        LocalDate.of(2026, lastMonth, lastDay));
  }

  private static FetchedWindow fetched(
      HistoryWindow window, int rows, @Nullable LocalDate settled) {
    return new FetchedWindow(window, rows, NOW, settled);
  }

  private static HistoryResult result(HistoryOutcome outcome, @Nullable String reason) {
    return new HistoryResult(DataType.DAILY_SLEEP, outcome, 0, HistoryChanges.NONE, reason);
  }

  @Test
  void enroll_again_addsNobody() {
    assertThat(ledger.enroll(List.of("b", "a", "a"))).isEqualTo(2);
    assertThat(ledger.enroll(List.of("a", "c"))).isEqualTo(1);

    assertThat(ledger.people()).containsExactly("a", "b", "c");
  }

  @Test
  void enroll_withAnInvalidKey_addsNobody() {
    assertThatThrownBy(() -> ledger.enroll(List.of("a", " ")))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(ledger.people()).isEmpty();
  }

  @Test
  void missing_ofAPersonWithoutWork_saysSo() {
    ledger.enroll(List.of("a"));

    assertThat(ledger.missing())
        .containsExactly(new MissingData("a", null, null, null, null, null, 0, null));
  }

  @Test
  void missing_ofWorkThatNobodyTried_isAllOfIt() {
    ledger.enroll(List.of("a"));

    ledger.plan(List.of("a"), Set.of(DataType.DAILY_SLEEP, DataType.PERSONAL_INFO), FIRST, LAST);

    assertThat(ledger.missing())
        .containsExactly(
            new MissingData("a", DataType.DAILY_SLEEP, FIRST, LAST, null, null, 0, null),
            new MissingData("a", DataType.PERSONAL_INFO, null, null, null, null, 0, null));
  }

  @Test
  void missing_afterSomeWindows_isTheDaysBetween() {
    ledger.enroll(List.of("a"));
    ledger.plan(List.of("a"), Set.of(DataType.DAILY_SLEEP), FIRST, LAST);
    Checkpoint checkpoint = ledger.checkpoint("a");
    checkpoint.save(List.of(fetched(sleep(1, 1, 1, 31), 31, LAST.minusDays(14))));
    checkpoint.save(List.of(fetched(sleep(3, 1, 3, 31), 0, LAST.minusDays(14))));

    checkpoint.saveResult(result(HistoryOutcome.GAVE_UP, "The server failed."), NOW);

    assertThat(ledger.missing("a"))
        .containsExactly(
            new MissingData(
                "a",
                DataType.DAILY_SLEEP,
                LocalDate.of(2026, 2, 1),
                LocalDate.of(2026, 2, 28),
                HistoryOutcome.GAVE_UP,
                "The server failed.",
                1,
                NOW));
    assertThat(ledger.missing("b")).isEmpty();
  }

  @Test
  void missing_ofAnOutcomeThatIsComplete_isNothing() {
    ledger.enroll(List.of("a"));
    ledger.plan(List.of("a"), Set.of(DataType.DAILY_SLEEP), FIRST, LAST);

    ledger.checkpoint("a").saveResult(result(HistoryOutcome.EMPTY, null), NOW);

    assertThat(ledger.missing()).isEmpty();
  }

  @Test
  void missing_afterANewRound_isOfThatRoundAlone() {
    ledger.enroll(List.of("a"));
    ledger.plan(List.of("a"), Set.of(DataType.DAILY_SLEEP), FIRST, LAST);
    ledger.checkpoint("a").saveResult(result(HistoryOutcome.CONSENT_EXPIRED, "Expired."), NOW);
    assertThat(ledger.missing()).hasSize(1);

    ledger.plan(List.of("a"), Set.of(DataType.DAILY_SLEEP), FIRST, LAST.plusDays(1));
    ledger.checkpoint("a").saveResult(result(HistoryOutcome.OK, null), NOW);

    assertThat(ledger.missing()).isEmpty();
    assertThat(ledger.work(0, ledger.lastSequence()))
        .extracting(LedgerWork::round)
        .containsExactly(1L, 2L);
  }

  @Test
  void checkpoint_whileARoundIsOpen_doesNotRepeatRecentDays() {
    ledger.enroll(List.of("a"));
    ledger.checkpoint("a").save(List.of(fetched(sleep(3, 1, 3, 31), 31, LAST.minusDays(15))));

    assertThat(ledger.checkpoint("a").settled(DataType.DAILY_SLEEP))
        .containsExactly(sleep(3, 1, 3, 31));
    ledger.checkpoint("a").saveOutcome(DataType.DAILY_SLEEP, HistoryOutcome.GAVE_UP, NOW);
    assertThat(ledger.checkpoint("a").settled(DataType.DAILY_SLEEP))
        .containsExactly(sleep(3, 1, 3, 31));
    ledger.checkpoint("a").saveOutcome(DataType.DAILY_SLEEP, HistoryOutcome.OK, NOW);
    assertThat(ledger.checkpoint("a").settled(DataType.DAILY_SLEEP))
        .containsExactly(sleep(3, 1, 3, 16));
    assertThat(ledger.checkpoint("a").settled(DataType.SLEEP)).isEmpty();
  }

  @Test
  void checkpoint_ofSeveralRounds_remembersAllSettledDays() {
    ledger.enroll(List.of("a"));
    for (HistoryWindow window : List.of(sleep(1, 1, 1, 31), sleep(2, 1, 2, 28))) {
      ledger.checkpoint("a").save(List.of(fetched(window, 28, LAST.minusDays(15))));
      ledger.checkpoint("a").saveOutcome(DataType.DAILY_SLEEP, HistoryOutcome.OK, NOW);
    }

    assertThat(ledger.checkpoint("a").settled(DataType.DAILY_SLEEP))
        .containsExactly(sleep(1, 1, 2, 28));
  }

  @Test
  void checkpoint_withoutPlannedWork_notesWhatWasFetchedAsWork() throws SQLException {
    ledger.enroll(List.of("a"));
    Checkpoint checkpoint = ledger.checkpoint("a");
    checkpoint.save(
        List.of(
            fetched(sleep(1, 1, 1, 31), 31, LAST.minusDays(15)),
            fetched(sleep(2, 1, 3, 31), 50, LAST.minusDays(15))));

    checkpoint.saveOutcome(DataType.DAILY_SLEEP, HistoryOutcome.OK, NOW);

    assertThat(ledger.workAfter(0, 10))
        .extracting(LedgerWork::person, LedgerWork::dataType, LedgerWork::first, LedgerWork::last)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", DataType.DAILY_SLEEP, FIRST, LAST));
    assertThat(database.query("select documents from oura4j.outcome")).containsExactly("81");
  }

  @Test
  void checkpoint_ofAWindowWithoutDays_isFetchedAgain() {
    ledger.enroll(List.of("a"));
    Checkpoint checkpoint = ledger.checkpoint("a");

    checkpoint.save(List.of(fetched(HistoryWindow.whole(DataType.PERSONAL_INFO), 1, null)));

    assertThat(checkpoint.settled(DataType.PERSONAL_INFO)).isEmpty();
  }

  @Test
  void checkpoint_ofSomebodyWhoIsNotEnrolled_saysWhatToDo() {
    assertThatThrownBy(() -> ledger.checkpoint("a").settled(DataType.SLEEP))
        .isInstanceOf(LedgerException.class)
        .hasMessage("The person \"a\" is not in the ledger. Call enroll(...) first.");
  }

  @Test
  void plan_whileAnotherTransactionAddsWork_waitsSoThatNoSequenceIsSkipped() throws Exception {
    ledger.enroll(List.of("a", "b"));
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "insert into oura4j.work (person, data_type, round) values ('a', 'sleep', 1)");

      CompletableFuture<Integer> planned =
          CompletableFuture.supplyAsync(
              () -> ledger.plan(List.of("b"), Set.of(DataType.SLEEP), FIRST, LAST));
      awaitWaitingLock("advisory");
      assertThat(ledger.lastSequence()).isZero();
      other.commit();

      assertThat(planned.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(ledger.work(0, ledger.lastSequence()))
        .extracting(LedgerWork::person)
        .containsExactly("a", "b");
  }

  private static void awaitWaitingLock(String type) throws SQLException {
    long start = System.nanoTime();
    while (database
        .query("select 1 from pg_locks where not granted and locktype = '" + type + "'")
        .isEmpty()) {
      assertThat(System.nanoTime() - start).as("waiting").isLessThan(30_000_000_000L);
    }
  }

  @Test
  void lastSequence_afterItsWorkWasDeleted_staysTheSame() {
    ledger.enroll(List.of("a", "b"));
    ledger.plan(List.of("a", "b"), Set.of(DataType.SLEEP), FIRST, LAST);
    long last = ledger.lastSequence();

    ledger.remove("a");
    ledger.remove("b");

    assertThat(ledger.workAfter(0, 10)).isEmpty();
    assertThat(ledger.lastSequence()).isEqualTo(last).isPositive();
    ledger.enroll(List.of("c"));
    ledger.plan(List.of("c"), Set.of(DataType.SLEEP), FIRST, LAST);
    assertThat(ledger.work(last, ledger.lastSequence()))
        .extracting(LedgerWork::person)
        .containsExactly("c");
  }

  @Test
  void lastSequence_afterARollback_isThatOfWorkWhichExists() throws SQLException {
    ledger.enroll(List.of("a"));
    ledger.plan(List.of("a"), Set.of(DataType.SLEEP), FIRST, LAST);
    long last = ledger.lastSequence();
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "insert into oura4j.work (person, data_type, round) values ('a', 'sleep', 1)");
      other.rollback();
    }

    assertThat(ledger.lastSequence()).isEqualTo(last);
    ledger.plan(List.of("a"), Set.of(DataType.SLEEP), FIRST, LAST);
    assertThat(ledger.work(last, ledger.lastSequence()))
        .extracting(LedgerWork::sequence)
        .containsExactly(last + 2);
  }

  @Test
  void lastSequence_whileManyTransactionsAddWork_skipsNone() throws Exception {
    List<String> people = List.of("a", "b", "c", "d");
    ledger.enroll(people);
    PostgresLedger pooled = new PostgresLedger(database.pool(people.size() + 1));
    List<CompletableFuture<Void>> writers =
        people.stream()
            .map(person -> CompletableFuture.runAsync(() -> planOrRollBack(pooled, person)))
            .toList();
    CompletableFuture<Void> all =
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));

    List<LedgerWork> read = new ArrayList<>();
    long offset = 0;
    boolean isLast = false;
    while (!isLast) {
      isLast = all.isDone();
      long next = pooled.lastSequence();
      assertThat(next).isGreaterThanOrEqualTo(offset);
      read.addAll(pooled.work(offset, next));
      offset = next;
    }

    all.get(30, TimeUnit.SECONDS);
    assertThat(read).isEqualTo(pooled.workAfter(0, 1000)).hasSize(people.size() * 20 * 2);
  }

  /** Adds work twenty times, and adds other work in between that is rolled back. */
  private static void planOrRollBack(PostgresLedger ledger, String person) {
    for (int i = 0; i < 20; i++) {
      ledger.plan(List.of(person), Set.of(DataType.SLEEP, DataType.WORKOUT), FIRST, LAST);
      assertThatThrownBy(
              () ->
                  ledger
                      .database()
                      .run(
                          transaction -> {
                            new PersonLedger(transaction, person)
                                .plan(Set.of(DataType.SESSION), FIRST, LAST);
                            throw new IllegalStateException("as planned");
                          }))
          .hasMessage("as planned");
    }
  }

  @Test
  void work_betweenTwoSequences_isWithoutTheFirst() {
    ledger.enroll(List.of("a", "b", "c"));
    ledger.plan(List.of("a", "b", "c", "unknown"), Set.of(DataType.SLEEP), FIRST, LAST);
    List<LedgerWork> all = ledger.workAfter(0, 10);
    assertThat(all).extracting(LedgerWork::person).containsExactly("a", "b", "c");
    long first = all.get(0).sequence();

    assertThat(ledger.work(first, ledger.lastSequence())).isEqualTo(all.subList(1, 3));
    assertThat(ledger.work(first, first + 1)).isEqualTo(all.subList(1, 2));
    assertThat(ledger.workAfter(first, 1)).isEqualTo(all.subList(1, 2));
    assertThatThrownBy(() -> ledger.workAfter(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void plan_withTheFirstDayAfterTheLast_isRejected() {
    assertThatThrownBy(() -> ledger.plan(List.of("a"), Set.of(DataType.SLEEP), LAST, FIRST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The work starts on 2026-03-31, which is after its last day, 2026-01-01.");
  }

  @Test
  void work_ofADataTypeThatIsUnknown_saysToUpdate() throws SQLException {
    ledger.enroll(List.of("a"));
    database.execute("insert into oura4j.work (person, data_type, round) values ('a', 'aura', 1)");

    assertThatThrownBy(() -> ledger.workAfter(0, 10))
        .isInstanceOf(LedgerException.class)
        .hasMessage(
            "The ledger contains the data type \"aura\", which this version of the library does not"
                + " know. Update it.");
  }

  @Test
  void saveOutcome_ofWork_isCountedAndShown() throws SQLException {
    ledger.enroll(List.of("a"));
    ledger.plan(List.of("a"), Set.of(DataType.SLEEP), FIRST, LAST);
    long sequence = ledger.lastSequence();

    assertThat(ledger.saveOutcome(sequence, HistoryOutcome.SCOPE_MISSING, 0, "No scope.")).isTrue();
    assertThat(ledger.saveOutcome(sequence, HistoryOutcome.SCOPE_MISSING, 0, "No scope.")).isTrue();

    assertThat(ledger.missing("a")).extracting(MissingData::attempts).containsExactly(2);
    assertThat(ledger.saveOutcome(sequence + 1, HistoryOutcome.OK, 1, null)).isFalse();
    ledger.saveOutcome(sequence, HistoryOutcome.OK, 12, null);
    assertThat(ledger.missing("a")).isEmpty();
    assertThat(database.query("select documents from oura4j.outcome")).containsExactly("12");
  }

  @Test
  void saveRead_ofWork_isMissingUntilItIsStored() {
    long sequence = planSleep("a");
    ledger.saveOutcome(sequence, HistoryOutcome.GAVE_UP, 0, "The server failed.");

    assertThat(ledger.saveRead(sequence, 3)).isTrue();
    assertThat(ledger.missing())
        .extracting(MissingData::outcome)
        .containsExactly(HistoryOutcome.GAVE_UP);

    assertThat(ledger.saveStored(DataType.SLEEP, 0, sequence)).isZero();
    assertThat(ledger.saveStored(DataType.DAILY_SLEEP, sequence, sequence + 1)).isZero();
    assertThat(ledger.saveStored(DataType.DAILY_SLEEP, sequence - 1, sequence)).isOne();
    assertThat(ledger.missing()).isEmpty();
    assertThat(ledger.saveStored(DataType.DAILY_SLEEP, sequence - 1, sequence)).isZero();
  }

  @Test
  void saveStored_ofWorkThatFailedAfterItWasRead_isStillMissing() {
    long sequence = planSleep("a");
    ledger.saveRead(sequence, 3);
    ledger.saveOutcome(sequence, HistoryOutcome.CONSENT_EXPIRED, 0, "Expired.");

    assertThat(ledger.saveStored(DataType.DAILY_SLEEP, 0, sequence)).isZero();
    assertThat(ledger.missing())
        .extracting(MissingData::outcome)
        .containsExactly(HistoryOutcome.CONSENT_EXPIRED);
  }

  @Test
  void saveStored_ofWorkThatWasReadTwice_savesTheLastRead() throws SQLException {
    long sequence = planSleep("a");
    ledger.saveRead(sequence, 3);
    ledger.saveRead(sequence, 0);
    ledger.saveStored(DataType.DAILY_SLEEP, 0, sequence);

    assertThat(database.query("select outcome || ' ' || documents from oura4j.outcome"))
        .containsExactly("empty 0");
  }

  @Test
  void saveRead_ofSomebodyWhoWasRemoved_notesNothing() throws SQLException {
    long sequence = planSleep("a");
    ledger.remove("a");

    assertThat(ledger.saveRead(sequence, 3)).isFalse();
    assertThat(database.query("select person from oura4j.fetched_window")).isEmpty();
  }

  @Test
  void identity_afterPeopleWereRemovedAndOthersAdded_staysThatOfTheWork() {
    planSleep("a");
    long sequence = planSleep("b");
    String identity = ledger.identity(sequence);

    planSleep("c");
    assertThat(ledger.isIdentity(sequence, identity)).isTrue();
    ledger.remove("b");
    assertThat(ledger.isIdentity(sequence, identity)).isTrue();
    ledger.remove("a");
    assertThat(ledger.isIdentity(sequence, identity)).isTrue();
  }

  @Test
  void identity_ofNoWorkAtAll_staysThatOfTheLedger() {
    String identity = ledger.identity(0);
    planSleep("a");

    assertThat(ledger.isIdentity(0, identity)).isTrue();
    assertThat(ledger.isIdentity(0, ledger.identity(0).replaceFirst("\\d", "9"))).isFalse();
    assertThat(ledger.isIdentity(0, "")).isFalse();
    assertThat(ledger.isIdentity(0, "1".repeat(40) + "-0-0")).isFalse();
  }

  /** A failover loses work, and other work gets its sequence. */
  @Test
  void identity_ofWorkThatWasLost_isNotThatOfOtherWorkWithItsSequence() throws SQLException {
    planSleep("a");
    long sequence = planSleep("b");
    String identity = ledger.identity(sequence);

    database.execute("delete from oura4j.work where sequence = " + sequence);
    database.execute("update oura4j.last_work set sequence = " + (sequence - 1));
    assertThat(ledger.isIdentity(sequence, identity)).isFalse();

    database.execute("alter table oura4j.work alter column sequence restart with " + sequence);
    assertThat(planSleep("c")).isEqualTo(sequence);
    assertThat(ledger.isIdentity(sequence, identity)).isFalse();
  }

  private long planSleep(String person) {
    ledger.enroll(List.of(person));
    ledger.plan(List.of(person), Set.of(DataType.DAILY_SLEEP), FIRST, LAST);
    return ledger.lastSequence();
  }

  @Test
  void remove_ofAPerson_deletesEverythingAboutThem() throws SQLException {
    ledger.enroll(List.of("a", "b"));
    ledger.plan(List.of("a", "b"), Set.of(DataType.DAILY_SLEEP), FIRST, LAST);
    for (String person : List.of("a", "b")) {
      Checkpoint checkpoint = ledger.checkpoint(person);
      checkpoint.save(List.of(fetched(sleep(3, 1, 3, 31), 31, LAST.minusDays(15))));
      checkpoint.saveOutcome(DataType.DAILY_SLEEP, HistoryOutcome.GAVE_UP, NOW);
    }

    assertThat(ledger.remove("a")).isTrue();

    assertThat(ledger.remove("a")).isFalse();
    for (String table : List.of("person", "work", "fetched_window", "coverage", "missing")) {
      assertThat(Set.copyOf(database.query("select person from oura4j." + table)))
          .as(table)
          .containsExactly("b");
    }
    assertThat(database.query("select sequence from oura4j.outcome")).hasSize(1);
  }

  @Test
  void prune_ofOldRounds_keepsWhatIsMissingAndSettled() throws SQLException {
    ledger.enroll(List.of("a"));
    for (int round = 0; round < 2; round++) {
      ledger.plan(List.of("a"), Set.of(DataType.DAILY_SLEEP), FIRST, LAST);
      Checkpoint checkpoint = ledger.checkpoint("a");
      checkpoint.save(List.of(fetched(sleep(2, 1, 2, 28), 28, LAST.minusDays(15))));
      checkpoint.saveOutcome(DataType.DAILY_SLEEP, HistoryOutcome.GAVE_UP, NOW);
    }
    List<MissingData> missing = ledger.missing();

    assertThat(ledger.prune(NOW.minusSeconds(1_000_000_000))).isZero();
    assertThat(ledger.prune(Instant.now().plusSeconds(60))).isEqualTo(2);

    assertThat(ledger.missing()).isEqualTo(missing).hasSize(2);
    assertThat(database.query("select round from oura4j.work")).containsExactly("2");
    assertThat(database.query("select round from oura4j.fetched_window")).containsExactly("2");
    assertThat(ledger.checkpoint("a").settled(DataType.DAILY_SLEEP)).hasSize(1);
  }

  @Test
  void anyMethod_whenNothingListens_isAFailureThatMayPass() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setURL("jdbc:postgresql://127.0.0.1:1/oura?user=oura&password=planted");

    assertThatThrownBy(() -> new PostgresLedger(nowhere).people())
        .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.isUnavailable()).isTrue())
        .hasMessageNotContaining("planted");
  }

  @Test
  void anyMethod_withRepeatableReadByDefault_waitsForOthersAndSucceeds() throws Exception {
    ledger.enroll(List.of("a"));
    PostgresLedger other =
        new PostgresLedger(
            HookedDataSource.after(
                database.dataSource(),
                opened -> opened.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ)));
    try (Transaction holder = Transaction.begin(database.dataSource(), Duration.ofSeconds(30));
        PreparedStatement update =
            holder.prepare("update oura4j.person set enrolled_at = clock_timestamp()")) {
      assertThat(update.executeUpdate()).isEqualTo(1);

      CompletableFuture<Boolean> marked = CompletableFuture.supplyAsync(() -> other.markDue("a"));
      awaitWaitingLock("transactionid");
      holder.commit();

      assertThat(marked.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void claim_ofSomebodyWhoWasMarkedBeforeARetry_beginsANewRound() throws SQLException {
    ledger.enroll(List.of("a"));
    Leases leases = ledger.leases(Duration.ofMinutes(1));
    Lease first = leases.claim().orElseThrow();
    ledger
        .database()
        .run(
            transaction -> {
              new PersonLedger(transaction, "a").plan(Set.of(DataType.SLEEP), FIRST, LAST);
              return first;
            });
    leases.retryLater(first, Duration.ofDays(1));
    assertThat(leases.claim()).isEmpty();

    ledger.markDue("a");

    assertThat(leases.claim()).map(Lease::failedAttempts).hasValue(0);
    assertThat(database.query("select round from oura4j.person")).containsExactly("2");
  }

  @Test
  void transaction_thatTakesLongerThanItsLease_keepsTheLease() throws SQLException {
    ledger.enroll(List.of("a"));
    Leases leases = ledger.leases(Duration.ofSeconds(1));
    HeldLease held = new HeldLease(leases, leases.claim().orElseThrow(), System.nanoTime());

    new LedgerAccess(ledger.database(), "a", held)
        .run(
            personLedger -> {
              try (PreparedStatement sleep =
                  personLedger.transaction().prepare("select pg_sleep(1.5)")) {
                return sleep.execute();
              }
            });

    assertThat(leases.claim()).isEmpty();
    held.requireValid();
  }

  @Test
  void saveOutcome_ofWorkOfARunner_isIgnored() throws SQLException {
    ledger.enroll(List.of("a"));
    Lease lease = ledger.leases(Duration.ofMinutes(1)).claim().orElseThrow();
    database.execute("insert into oura4j.work (person, data_type, round) values ('a', 'sleep', 1)");

    assertThat(lease.person()).isEqualTo("a");
    assertThat(ledger.saveOutcome(ledger.lastSequence(), HistoryOutcome.OK, 1, null)).isFalse();
  }

  @Test
  void anyMethod_withoutTheSchema_saysHowToApplyIt() {
    PGSimpleDataSource other = new PGSimpleDataSource();
    other.setURL(database.url());
    other.setDatabaseName("postgres");

    assertThatThrownBy(() -> new PostgresLedger(other).people())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("OuraSchema.apply");
  }

  @Test
  void plan_ofAllDataTypes_isKnownByTheirNames() {
    ledger.enroll(List.of("a"));

    ledger.plan(List.of("a"), EnumSet.allOf(DataType.class), FIRST, LAST);

    assertThat(ledger.workAfter(0, 100))
        .extracting(LedgerWork::dataType)
        .containsExactlyInAnyOrder(DataType.values());
  }

  @Test
  void methods_withNull_sayWhichArgumentIsNull() {
    LocalDate day = LocalDate.of(2026, 1, 1);

    assertThatThrownBy(() -> new PostgresLedger(TestNulls.ofType()))
        .hasMessage("dataSource must not be null");
    assertThatThrownBy(() -> ledger.enroll(TestNulls.ofType()))
        .hasMessage("people must not be null");
    assertThatThrownBy(() -> ledger.markDue(TestNulls.ofType()))
        .hasMessage("person must not be null");
    assertThatThrownBy(() -> ledger.plan(List.of(), TestNulls.ofType(), day, day))
        .hasMessage("types must not be null");
    assertThatThrownBy(() -> ledger.isIdentity(0, TestNulls.ofType()))
        .hasMessage("identity must not be null");
    assertThatThrownBy(() -> ledger.saveStored(TestNulls.ofType(), 0, 1))
        .hasMessage("type must not be null");
    assertThatThrownBy(() -> ledger.prune(TestNulls.ofType()))
        .hasMessage("before must not be null");
  }
}
