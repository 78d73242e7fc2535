// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.credentials.PersonKey;
import io.github.oura4j.jdbc.OuraSchema;
import io.github.oura4j.jdbc.SchemaException;
import io.github.oura4j.jdbc.internal.Database;
import io.github.oura4j.jdbc.internal.Transaction;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.Checkpoint;
import io.github.oura4j.sync.HistoryOutcome;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A ledger of what is to be fetched, and what was fetched, for many people, in PostgreSQL. Any
 * number of processes share it: {@link HistoryRunner} fetches what it lists.
 *
 * <pre>{@code
 * PostgresLedger ledger = new PostgresLedger(dataSource);
 * ledger.enroll(List.of("person-1", "person-2"));
 * for (MissingData missing : ledger.missing()) { ... }
 * }</pre>
 *
 * <p><b>People.</b> A person is identified by the same key as in a {@link
 * io.github.oura4j.credentials.TokenStore}. Only those who are enrolled are worked for. {@link
 * #remove} deletes a person together with all that the ledger knows about them.
 *
 * <p><b>Rounds.</b> The work of a person is done in rounds. A round is one pass over the person's
 * data types: the first fetches years, later ones fetch what is new. A piece of work is a data type
 * and its days; it ends with a {@link HistoryOutcome}. Beneath it, the ledger notes each window
 * that was fetched, so that a round that was interrupted continues where it was. It contains no
 * documents, and neither tokens nor health values: messages say why something failed.
 *
 * <p><b>Order.</b> Work has a sequence, and transactions that add work commit in its order. After
 * the work up to a sequence has been read, none is added below it: a sequence can be the offset of
 * a stream, see {@link #work(long, long)}.
 *
 * <p><b>Failures.</b> Methods throw {@link LedgerException} if the database fails, and {@link
 * SchemaException} if its schema is missing or of another version. Each method is one transaction.
 * Thread-safe; uses one connection of the data source for each call.
 */
public final class PostgresLedger {
  /** Long enough for all tables, and for those that reference a person. */
  private static final Duration LONG_TIMEOUT = Duration.ofMinutes(30);

  private final LedgerDatabase database;

  /**
   * Creates a ledger. Nothing is sent until a method is called.
   *
   * @param dataSource connects to the database to which {@link OuraSchema} was applied
   */
  public PostgresLedger(DataSource dataSource) {
    this.database =
        new LedgerDatabase(
            new Database(
                Objects.requireNonNull(dataSource, "dataSource must not be null"),
                SchemaException::new));
  }

  Leases leases(Duration duration) {
    return new Leases(database, duration);
  }

  LedgerDatabase database() {
    return database;
  }

  /**
   * Adds people, who are due at once. Nothing changes for those who are enrolled already.
   *
   * @param people the people's keys
   * @return how many were added
   * @throws IllegalArgumentException if a key is invalid; nobody was added
   */
  public int enroll(Collection<String> people) {
    checkKeys(people);
    return database.run(
        transaction -> {
          try (PreparedStatement insert =
              transaction.prepare(
                  """
                  insert into oura4j.person (person)
                  select distinct unnest(?) as person order by person on conflict do nothing
                  """)) {
            insert.setArray(1, transaction.connection().createArrayOf("text", people.toArray()));
            return insert.executeUpdate();
          }
        });
  }

  /**
   * Returns who is enrolled.
   *
   * @return the people's keys in ascending order
   */
  public Set<String> people() {
    return database.run(
        transaction -> {
          Set<String> people = new TreeSet<>();
          try (PreparedStatement select = transaction.prepare("select person from oura4j.person");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              people.add(row.getString(1));
            }
          }
          return people;
        });
  }

  /**
   * Makes a person due at once, for example after a new consent or a webhook event. A new round
   * begins, which fetches the recent days of all data types, also if the current one waits for
   * another attempt. If somebody works for the person at the moment, it follows that attempt.
   *
   * @param person the person's key
   * @return whether the person is enrolled
   */
  public boolean markDue(String person) {
    return update(
        Database.TIMEOUT,
        "update oura4j.person set due_at = clock_timestamp(), marked_at = clock_timestamp()"
            + " where person = ?",
        person);
  }

  /**
   * Deletes a person and everything that the ledger knows about them. A {@link HistoryRunner} that
   * works for the person at the moment, in any process, stores nothing more through a {@link
   * TransactionalSink}, and nothing more than the windows that it is storing at the moment through
   * other sinks.
   *
   * <p>The person's tokens and documents are elsewhere, and have to be deleted there. Rows of
   * tables that reference {@code oura4j.person} with {@code on delete cascade} are deleted, too:
   * give such tables an index that begins with the person, so that this does not read all of them.
   * It may take up to 30 minutes.
   *
   * @param person the person's key
   * @return whether the person was enrolled
   */
  public boolean remove(String person) {
    return update(LONG_TIMEOUT, "delete from oura4j.person where person = ?", person);
  }

  private boolean update(Duration timeout, String sql, String person) {
    PersonKey.check(person);
    return database.run(
        timeout,
        transaction -> {
          try (PreparedStatement update = transaction.prepare(sql)) {
            update.setString(1, person);
            return update.executeUpdate() > 0;
          }
        });
  }

  /**
   * Returns the checkpoint of a person, for programs that run a {@link
   * io.github.oura4j.sync.History} themselves. {@link HistoryRunner} has one of its own, and leaves
   * out people whose checkpoint was used: see {@link #plan}.
   *
   * <p>The outcome of each data type is kept as work of the person's current round. After an update
   * that ended early, the next one does not repeat the windows that were fetched.
   *
   * @param person the key of a person who is enrolled
   * @return the checkpoint, which may be used by one history at a time
   */
  public Checkpoint checkpoint(String person) {
    String checked = PersonKey.check(person);
    return new LedgerCheckpoint(
        new LedgerAccess(
            database,
            checked,
            transaction -> {
              PersonLedger.requireEnrolled(transaction, checked);
              PersonLedger.requireProgram(transaction, checked);
            }));
  }

  /**
   * Returns who is missing what: the rows of the view {@code oura4j.missing}, by person and data
   * type. A data type is missing whose last outcome is neither {@code ok} nor {@code empty}.
   *
   * @return what is missing of everybody
   */
  public List<MissingData> missing() {
    return missing("true", statement -> {});
  }

  /**
   * Returns what a person is missing.
   *
   * @param person the person's key
   * @return what is missing, by data type; empty if nothing is, or the person is not enrolled
   */
  public List<MissingData> missing(String person) {
    PersonKey.check(person);
    return missing("person = ?", statement -> statement.setString(1, person));
  }

  private List<MissingData> missing(String condition, Parameters parameters) {
    return database.run(
        LONG_TIMEOUT,
        transaction -> {
          try (PreparedStatement select =
              transaction.prepare(
                  "select person, data_type, first_day, last_day, outcome, message, attempts, at"
                      + " from oura4j.missing where "
                      + condition
                      + " order by person, data_type, first_day")) {
            parameters.set(select);
            List<MissingData> missing = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                missing.add(missing(row));
              }
            }
            return missing;
          }
        });
  }

  private static MissingData missing(ResultSet row) throws SQLException {
    String type = row.getString(2);
    String outcome = row.getString(5);
    OffsetDateTime at = row.getObject(8, OffsetDateTime.class);
    return new MissingData(
        row.getString(1),
        type == null ? null : dataType(type),
        row.getObject(3, LocalDate.class),
        row.getObject(4, LocalDate.class),
        outcome == null ? null : HistoryOutcome.ofLabel(outcome).orElseThrow(),
        row.getString(6),
        row.getInt(7),
        at == null ? null : at.toInstant());
  }

  /**
   * Adds work for people, each in a new round, for programs that fetch it themselves; {@link
   * HistoryRunner} adds the work that it does. Either a runner or programs work for a person, so
   * that the outcome of one is not taken for that of the other: from the first work on, runners
   * leave out the people of programs, and this method refuses those of runners.
   *
   * @param people the keys of people who are enrolled; others are ignored
   * @param types the data types
   * @param first the first day; ignored for data types without days
   * @param last the last day, inclusive
   * @return the number of pieces of work that were added: one for each person and data type
   * @throws IllegalArgumentException if the first day is after the last, or a key is invalid
   * @throws LedgerException if a runner works for one of the people; no work was added
   */
  public int plan(
      Collection<String> people, Collection<DataType> types, LocalDate first, LocalDate last) {
    checkKeys(people);
    Objects.requireNonNull(types, "types must not be null");
    Objects.requireNonNull(first, "first must not be null");
    Objects.requireNonNull(last, "last must not be null");
    if (first.isAfter(last)) {
      throw new IllegalArgumentException(
          "The work starts on " + first + ", which is after its last day, " + last + ".");
    }
    return database.run(
        transaction -> {
          Object[] keys = new TreeSet<>(people).toArray();
          PersonLedger.requireProgram(transaction, keys);
          beginRounds(transaction, keys);
          int added = 0;
          for (DataType type : EnumSet.copyOf(types)) {
            boolean hasDays = PersonLedger.hasDays(type);
            added += plan(transaction, keys, type, hasDays ? first : null, hasDays ? last : null);
          }
          return added;
        });
  }

  private static void checkKeys(Collection<String> people) {
    Objects.requireNonNull(people, "people must not be null").forEach(PersonKey::check);
  }

  private static void beginRounds(Transaction transaction, Object[] keys) throws SQLException {
    try (PreparedStatement begin =
        transaction.prepare(
            """
            with locked as (
              select person from oura4j.person where person = any (?)
              order by person for no key update)
            update oura4j.person p set round = round + 1 from locked
            where p.person = locked.person and exists (
              select from oura4j.work w where w.person = p.person and w.round = p.round)
            """)) {
      begin.setArray(1, transaction.connection().createArrayOf("text", keys));
      begin.executeUpdate();
    }
  }

  private static int plan(
      Transaction transaction,
      Object[] keys,
      DataType type,
      @Nullable LocalDate first,
      @Nullable LocalDate last)
      throws SQLException {
    try (PreparedStatement plan =
        transaction.prepare(
            """
            insert into oura4j.work (person, data_type, first_day, last_day, round)
            select person, ?, ?, ?, round from oura4j.person where person = any (?) order by person
            """)) {
      plan.setString(1, type.pathName());
      plan.setObject(2, first, Types.DATE);
      plan.setObject(3, last, Types.DATE);
      plan.setArray(4, transaction.connection().createArrayOf("text", keys));
      return plan.executeUpdate();
    }
  }

  /**
   * Returns the largest sequence of all work that was ever added. It never becomes smaller, not
   * even when people are removed or work is pruned. All work up to it is visible: none appears
   * later. So it can be the offset of a stream.
   *
   * @return the largest sequence; 0 if there never was any work
   */
  public long lastSequence() {
    return database.run(PostgresLedger::lastSequence);
  }

  private static long lastSequence(Transaction transaction) throws SQLException {
    try (PreparedStatement select = transaction.prepare("select sequence from oura4j.last_work");
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /**
   * Returns what identifies this ledger and its work up to a sequence. Keep it with an offset: with
   * another ledger, or after a failover that lost work, the same sequence can stand for other work.
   *
   * @param sequence a sequence
   * @return a short text, without keys of people
   */
  public String identity(long sequence) {
    return database.run(transaction -> WorkIdentity.of(transaction, sequence)).text();
  }

  /**
   * Returns whether the work up to a sequence is still that of an identity, except for people who
   * were removed and work that was pruned.
   *
   * @param sequence the sequence with which {@link #identity} was called
   * @param identity what it returned
   * @return false for another ledger, and for work that was lost, even if there is other work with
   *     its sequence
   */
  public boolean isIdentity(long sequence, String identity) {
    Objects.requireNonNull(identity, "identity must not be null");
    return database.run(
        transaction ->
            sequence <= lastSequence(transaction)
                && WorkIdentity.ofText(identity)
                    .filter(WorkIdentity.of(transaction, sequence)::canComeFrom)
                    .isPresent());
  }

  /**
   * Returns the work of a batch: whatever is added later, the work between two sequences up to
   * {@link #lastSequence} stays the same, except for people who were removed and work that was
   * pruned. Numbers can be missing, for example after a transaction that was rolled back.
   *
   * @param after the sequence after which the batch begins; 0 for the beginning
   * @param upTo the last sequence of the batch, inclusive
   * @return the work, by sequence
   * @throws LedgerException if a data type is not known to this version of the library
   */
  public List<LedgerWork> work(long after, long upTo) {
    return selectWork(after, upTo, Integer.MAX_VALUE);
  }

  /**
   * Returns the work that follows a sequence, for batches of limited size. The sequence of the last
   * one is where the batch ends.
   *
   * @param after the sequence after which the batch begins; 0 for the beginning
   * @param limit the largest number of pieces of work, at least 1
   * @return the work, by sequence
   * @throws IllegalArgumentException if the limit is less than 1
   * @throws LedgerException if a data type is not known to this version of the library
   */
  public List<LedgerWork> workAfter(long after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, but is " + limit + ".");
    }
    return selectWork(after, Long.MAX_VALUE, limit);
  }

  private List<LedgerWork> selectWork(long after, long upTo, int limit) {
    return database.run(
        transaction -> {
          try (PreparedStatement select =
              transaction.prepare(
                  """
                  select sequence, person, data_type, first_day, last_day, w.round
                  from oura4j.work w join oura4j.person p using (person)
                  where sequence > ? and sequence <= ? and p.worked_by is distinct from 'runner'
                  order by sequence limit ?
                  """)) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            select.setInt(3, limit);
            List<LedgerWork> work = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                work.add(work(row));
              }
            }
            return work;
          }
        });
  }

  private static LedgerWork work(ResultSet row) throws SQLException {
    return new LedgerWork(
        row.getLong(1),
        row.getString(2),
        dataType(row.getString(3)),
        row.getObject(4, LocalDate.class),
        row.getObject(5, LocalDate.class),
        row.getLong(6));
  }

  private static DataType dataType(String pathName) {
    return DataType.ofPathName(pathName)
        .orElseThrow(
            () ->
                new LedgerException(
                    "The ledger contains the data type \""
                        + pathName
                        + "\", which this version of the library does not know. Update it."));
  }

  /**
   * Saves how an attempt to do a piece of work ended, for programs that fetch it themselves.
   *
   * @param sequence the sequence of the work
   * @param outcome how it ended
   * @param documents the number of documents or samples
   * @param message why it is not complete, without secrets and health values; null if it is
   * @return whether there is such work; false if the person was removed, or a runner works for them
   */
  public boolean saveOutcome(
      long sequence, HistoryOutcome outcome, long documents, @Nullable String message) {
    Objects.requireNonNull(outcome, "outcome must not be null");
    return database.run(
        transaction -> {
          try (PreparedStatement save =
              transaction.prepare(
                  """
                  insert into oura4j.outcome as o
                    (sequence, outcome, documents, message, attempts, at)
                  select sequence, ?, ?, ?, 1, clock_timestamp()
                  from oura4j.work join oura4j.person p using (person)
                  where sequence = ? and p.worked_by is distinct from 'runner'
                  on conflict (sequence) do update set
                    outcome = excluded.outcome, documents = excluded.documents,
                    message = excluded.message, attempts = o.attempts + 1, at = excluded.at
                  """)) {
            save.setString(1, outcome.label());
            save.setLong(2, documents);
            save.setString(3, message);
            save.setLong(4, sequence);
            return save.executeUpdate() > 0;
          }
        });
  }

  /**
   * Notes that a piece of work was read completely, for programs that store what they read later.
   * It stays missing until {@link #saveStored} is called.
   *
   * @param sequence the sequence of the work
   * @param documents the number of documents or samples
   * @return whether there is such work; false if the person was removed, or a runner works for them
   */
  public boolean saveRead(long sequence, long documents) {
    return database.run(
        transaction -> {
          try (PreparedStatement save =
              transaction.prepare(
                  """
                  insert into oura4j.fetched_window
                    (person, data_type, first_day, last_day, round, outcome, documents, fetched_at)
                  select person, data_type, first_day, last_day, w.round, ?, ?, clock_timestamp()
                  from oura4j.work w join oura4j.person p using (person)
                  where sequence = ? and p.worked_by is distinct from 'runner'
                  """)) {
            save.setString(1, (documents == 0 ? HistoryOutcome.EMPTY : HistoryOutcome.OK).label());
            save.setLong(2, documents);
            save.setLong(3, sequence);
            return save.executeUpdate() > 0;
          }
        });
  }

  /**
   * Saves that everything is stored that was read of a batch: its work that {@link #saveRead} noted
   * after the last outcome becomes {@link HistoryOutcome#OK} or {@link HistoryOutcome#EMPTY}. May
   * be repeated.
   *
   * @param type the data type of the batch
   * @param after the sequence after which the batch begins
   * @param upTo the last sequence of the batch, inclusive
   * @return the number of pieces of work whose outcome was saved
   */
  public int saveStored(DataType type, long after, long upTo) {
    Objects.requireNonNull(type, "type must not be null");
    return database.run(
        transaction -> {
          try (PreparedStatement save =
              transaction.prepare(
                  """
                  insert into oura4j.outcome as o
                    (sequence, outcome, documents, message, attempts, at)
                  select distinct on (w.sequence)
                    w.sequence, f.outcome, f.documents, null, 1, f.fetched_at
                  from oura4j.work w
                  join oura4j.fetched_window f using (person, data_type, round)
                  join oura4j.person p using (person)
                  where w.data_type = ? and w.sequence > ? and w.sequence <= ?
                    and f.first_day is not distinct from w.first_day
                    and f.last_day is not distinct from w.last_day
                    and p.worked_by is distinct from 'runner'
                  order by w.sequence, f.fetched_at desc
                  on conflict (sequence) do update set
                    outcome = excluded.outcome, documents = excluded.documents,
                    message = null, attempts = o.attempts + 1, at = excluded.at
                  where o.at < excluded.at
                  """)) {
            save.setString(1, type.pathName());
            save.setLong(2, after);
            save.setLong(3, upTo);
            return save.executeUpdate();
          }
        });
  }

  /**
   * Deletes the log of windows, and the work of rounds that are not the newest of their person and
   * data type. What is missing, and which days are settled, stays the same.
   *
   * @param before only what was fetched or planned before this time is deleted
   * @return the number of rows that were deleted
   */
  public long prune(Instant before) {
    Objects.requireNonNull(before, "before must not be null");
    return database.run(
        LONG_TIMEOUT,
        transaction ->
            delete(
                    transaction,
                    """
                    delete from oura4j.fetched_window f
                    using oura4j.person p
                    where p.person = f.person and f.round < p.round and f.fetched_at < ?
                    """,
                    before)
                + delete(
                    transaction,
                    """
                    delete from oura4j.work w
                    where planned_at < ? and exists (
                      select from oura4j.work newer
                      where newer.person = w.person and newer.data_type = w.data_type
                        and newer.round > w.round)
                    """,
                    before));
  }

  private static long delete(Transaction transaction, String sql, Instant before)
      throws SQLException {
    try (PreparedStatement delete = transaction.prepare(sql)) {
      delete.setObject(1, before.atOffset(ZoneOffset.UTC));
      return delete.executeUpdate();
    }
  }

  /** Returns no key of a person. */
  @Override
  public String toString() {
    return "PostgresLedger[]";
  }

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }
}
