// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.credentials.PersonKey;
import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.jdbc.internal.Database;
import io.github.oura4j.jdbc.internal.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A token store in PostgreSQL 15 or newer, for any number of processes on any number of machines.
 *
 * <p>Each record is sealed with AES/GCM before it leaves the process, together with the person's
 * key; the database has no key. See {@link #reseal} for a change of keys. The tables are those of
 * {@link OuraSchema}.
 *
 * <p>A refresh uses one connection for the person's lock and briefly a second one for each save.
 * The store lets one refresh fewer than the pool has connections run at once, and others wait in
 * order; use one store for each pool. It works through PgBouncer in transaction mode, whose own
 * pool must be larger than the number of refreshes that all processes may run at once.
 *
 * <p>A database that cannot be reached leads to a {@link
 * io.github.oura4j.error.StoreUnavailableException}, a schema of another version and a missing key
 * to a {@link CredentialsException}. Thread-safe. Two stores are equal if they use the same data
 * source and the same keys.
 */
public final class PostgresTokenStore implements TokenStore {
  /**
   * Exceeds the time of a refresh, see {@link TokenStore}: the client's default call timeout, the
   * minute for which saving the pair is tried again, the save before it, and its last attempt with
   * a wait for a connection.
   */
  private static final Duration LOCK_LIMIT =
      Duration.ofSeconds(30).plusMinutes(1).plus(Database.TIMEOUT.multipliedBy(3));

  private static final int BATCH = 100;

  /** A commit must be on disk when it returns, whatever the setting of the role is. */
  private static final String COMMIT_DURABLY =
      "select set_config('synchronous_commit', 'on', true)"
          + " where current_setting('synchronous_commit') <> 'remote_apply'";

  private static final String FIND = "select key_id, sealed from oura4j.tokens where person = ?";

  private static final String SAVE =
      "insert into oura4j.tokens (person, key_id, sealed) values (?, ?, ?)"
          + " on conflict (person) do update set key_id = excluded.key_id,"
          + " sealed = excluded.sealed, saved_at = clock_timestamp()";

  private static final String RESEAL =
      "update oura4j.tokens set key_id = ?, sealed = ? where person = ?";

  private static final String SEALED_WITH_OTHER_KEYS =
      "select person, key_id, sealed from oura4j.tokens where key_id <> ? and person > ?"
          + " order by person limit ? for update";

  private final Database database;
  private final TokenKeys keys;
  private final RefreshLocks locks;

  PostgresTokenStore(DataSource dataSource, TokenKeys keys, int poolSize, Duration lockLimit) {
    if (poolSize < 2) {
      throw new IllegalArgumentException(
          "A pool of "
              + poolSize
              + " is too small for the token store: a refresh holds one connection and saves with"
              + " another. Give the pool 2 connections or more.");
    }
    this.database =
        new Database(
            Objects.requireNonNull(dataSource, "dataSource must not be null"),
            SchemaException::new);
    this.keys = Objects.requireNonNull(keys, "keys must not be null");
    this.locks = new RefreshLocks(database, poolSize - 1, lockLimit);
  }

  /**
   * Returns a store. The database is not used yet: call {@link OuraSchema#check} or {@link
   * #checkWritable} to find out whether it can be.
   *
   * @param dataSource a connection pool. Others may use it too, if they return its connections soon
   * @param keys the keys that seal and open records
   * @param poolSize the largest number of connections of the pool, or the part of it that this
   *     store may use; 2 or more
   * @return the store
   * @throws IllegalArgumentException if {@code poolSize} is less than 2
   */
  public static PostgresTokenStore of(DataSource dataSource, TokenKeys keys, int poolSize) {
    return new PostgresTokenStore(dataSource, keys, poolSize, LOCK_LIMIT);
  }

  @Override
  public Optional<StoredTokens> find(String person) {
    PersonKey.check(person);
    Optional<SealedTokens> sealed = inTransaction(transaction -> select(transaction, FIND, person));
    return sealed.map(record -> record.open(person, keys, this));
  }

  @Override
  public void save(String person, StoredTokens tokens) {
    SealedTokens sealed = SealedTokens.seal(PersonKey.check(person), tokens, keys);
    int unused =
        inTransaction(
            transaction -> {
              commitDurably(transaction);
              return save(transaction, person, sealed);
            });
  }

  /** Compares and saves in one transaction, in which the row is locked. */
  @Override
  public boolean replace(String person, StoredTokens expected, StoredTokens tokens) {
    SealedTokens sealed = SealedTokens.seal(PersonKey.check(person), tokens, keys);
    return inTransaction(
        transaction -> {
          commitDurably(transaction);
          boolean isExpected =
              select(transaction, FIND + " for update", person)
                  .map(record -> record.open(person, keys, this))
                  .filter(expected::equals)
                  .isPresent();
          return isExpected && save(transaction, person, sealed) == 1;
        });
  }

  @Override
  public void remove(String person) {
    PersonKey.check(person);
    int unused =
        inTransaction(
            transaction -> {
              commitDurably(transaction);
              try (PreparedStatement delete =
                  transaction.prepare("delete from oura4j.tokens where person = ?")) {
                delete.setString(1, person);
                return delete.executeUpdate();
              }
            });
  }

  @Override
  public Set<String> people() {
    return inTransaction(
        transaction -> {
          Set<String> people = new TreeSet<>();
          try (PreparedStatement select = transaction.prepare("select person from oura4j.tokens");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              people.add(rows.getString(1));
            }
          }
          return people;
        });
  }

  /**
   * Holds two connections at once, as one refresh does, and writes a row that is rolled back. It
   * does not find out whether the pool has as many connections as this store was told.
   */
  @Override
  public void checkWritable() {
    // No person has this key. The lock is one of those that may be held at once, so that the
    // refreshes that are under way have a connection left to save with.
    int unused = locks.hold("", () -> saveAndRollBack(""));
  }

  private int saveAndRollBack(String person) {
    try (Transaction transaction = database.begin(Database.TIMEOUT)) {
      commitDurably(transaction);
      return save(transaction, person, new SealedTokens(keys.currentId(), new byte[0]));
    } catch (SQLException e) {
      throw TokenStoreFailure.of(e);
    }
  }

  @Override
  public boolean canLoseLock() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The lock ends if its connection does. An interrupt while the database waits takes effect at
   * the end of that wait, which is limited to 135 seconds.
   */
  @Override
  public <T> T withLock(String person, Supplier<T> work) {
    return locks.hold(PersonKey.check(person), work);
  }

  /**
   * Seals all records again that are sealed with another key than the current one, in transactions
   * of 100 records. It may run at any time, in any process, and be repeated. When it has returned,
   * and all processes seal with the current key, the other keys are no longer needed.
   *
   * <p>To change the key: add the new one with {@link TokenKeys#withOld} in all processes; then
   * make it the current one in all of them, with the previous one added; then call this method;
   * then drop the previous key.
   *
   * @return how many records were sealed again
   * @throws CredentialsException if records could not be opened; the message names the first, and
   *     all others were sealed again
   */
  public int reseal() {
    int resealed = 0;
    List<String> problems = new ArrayList<>();
    Optional<String> last = Optional.of("");
    while (last.isPresent()) {
      String after = last.get();
      Batch batch = inTransaction(transaction -> reseal(transaction, after));
      resealed += batch.resealed();
      problems.addAll(batch.problems());
      last = batch.last();
    }
    if (!problems.isEmpty()) {
      throw new CredentialsException(
          resealed
              + " records were sealed with the current key, and "
              + problems.size()
              + " could not be. The first: "
              + problems.get(0));
    }
    return resealed;
  }

  /**
   * What became of some records.
   *
   * @param last the key of the last person, or empty if there was none
   */
  private record Batch(int resealed, List<String> problems, Optional<String> last) {}

  private Batch reseal(Transaction transaction, String after) throws SQLException {
    int resealed = 0;
    List<String> problems = new ArrayList<>();
    Optional<String> last = Optional.empty();
    try (PreparedStatement select = transaction.prepare(SEALED_WITH_OTHER_KEYS)) {
      select.setString(1, keys.currentId());
      select.setString(2, after);
      select.setInt(3, BATCH);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String person = rows.getString(1);
          last = Optional.of(person);
          try {
            resealed +=
                reseal(transaction, person, new SealedTokens(rows.getString(2), rows.getBytes(3)));
          } catch (CredentialsException e) {
            problems.add(String.valueOf(e.getMessage()));
          }
        }
      }
    }
    return new Batch(resealed, problems, last);
  }

  private int reseal(Transaction transaction, String person, SealedTokens previous)
      throws SQLException {
    SealedTokens next = SealedTokens.seal(person, previous.open(person, keys, this), keys);
    try (PreparedStatement update = transaction.prepare(RESEAL)) {
      update.setString(1, next.keyId());
      update.setBytes(2, next.content());
      update.setString(3, person);
      return update.executeUpdate();
    }
  }

  private static Optional<SealedTokens> select(Transaction transaction, String sql, String person)
      throws SQLException {
    try (PreparedStatement select = transaction.prepare(sql)) {
      select.setString(1, person);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new SealedTokens(row.getString(1), row.getBytes(2)))
            : Optional.empty();
      }
    }
  }

  private static int save(Transaction transaction, String person, SealedTokens sealed)
      throws SQLException {
    try (PreparedStatement save = transaction.prepare(SAVE)) {
      save.setString(1, person);
      save.setString(2, sealed.keyId());
      save.setBytes(3, sealed.content());
      return save.executeUpdate();
    }
  }

  private static void commitDurably(Transaction transaction) throws SQLException {
    try (PreparedStatement setting = transaction.prepare(COMMIT_DURABLY)) {
      setting.execute();
    }
  }

  private <T> T inTransaction(Database.Work<T> work) {
    try {
      return database.inTransaction(work);
    } catch (SQLException e) {
      throw TokenStoreFailure.of(e);
    } catch (SchemaException e) {
      throw TokenStoreFailure.of(e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PostgresTokenStore store
        && database.equals(store.database)
        && keys.equals(store.keys);
  }

  @Override
  public int hashCode() {
    return Objects.hash(database, keys);
  }

  /** Returns a constant text without keys and tokens. */
  @Override
  public String toString() {
    return "TokenStore[oura4j.tokens in PostgreSQL]";
  }
}
