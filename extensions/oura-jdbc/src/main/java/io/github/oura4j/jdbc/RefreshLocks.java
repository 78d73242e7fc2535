// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.jdbc.internal.Database;
import io.github.oura4j.jdbc.internal.SqlFailure;
import io.github.oura4j.jdbc.internal.Transaction;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The locks of people among all threads and processes that share a database. Thread-safe.
 *
 * <p>A holder has, in this order, the person's lock among the threads of this process, one of the
 * places for holders in this process, and an advisory lock in a transaction on a connection of its
 * own. The places are fewer than the connections of the pool, so that a connection is left with
 * which a holder saves. An advisory lock of the session would be left behind at PgBouncer, and a
 * lock of the row would wait for itself when the holder saves on another connection.
 */
final class RefreshLocks {
  /** Distinguishes these advisory locks from those of the application. */
  private static final long SALT = 0x6f757261346a0001L;

  /**
   * The lock is held while Oura is asked: no timeout of the server may end it, except that of
   * {@link Transaction} for a lost machine.
   */
  private static final String SETTINGS =
      "select set_config(name, case name when 'lock_timeout' then ? else '0' end, true)"
          + " from pg_settings"
          + " where name in ('lock_timeout', 'statement_timeout', 'transaction_timeout')";

  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, ?))";

  private final Database database;
  private final Semaphore places;
  private final Duration limit;
  private final PersonLocks threadLocks = new PersonLocks();

  /**
   * Creates the locks.
   *
   * @param holders how many locks this process may hold at once
   * @param limit the longest wait for a lock
   */
  RefreshLocks(Database database, int holders, Duration limit) {
    this.database = database;
    this.places = new Semaphore(holders, true);
    this.limit = limit;
  }

  /** Runs work while holding a person's lock. */
  <T> T hold(String person, Supplier<T> work) {
    Wait wait = new Wait(person, System.nanoTime() + limit.toNanos());
    ReentrantLock threadLock = threadLocks.get(person);
    try {
      if (threadLock.isHeldByCurrentThread()) {
        throw new IllegalStateException(
            "This thread holds the lock of " + person + " already. Do not acquire it again.");
      }
      wait.acquire(threadLock::tryLock);
      try {
        return holdPlace(wait, work);
      } finally {
        threadLock.unlock();
      }
    } finally {
      threadLocks.release(person);
    }
  }

  private <T> T holdPlace(Wait wait, Supplier<T> work) {
    wait.acquire(places::tryAcquire);
    try {
      return holdInDatabase(wait, work);
    } finally {
      places.release();
    }
  }

  private <T> T holdInDatabase(Wait wait, Supplier<T> work) {
    Transaction transaction = lock(wait);
    try {
      wait.throwIfInterrupted();
      return work.get();
    } finally {
      release(transaction);
    }
  }

  private Transaction lock(Wait wait) {
    try {
      Transaction transaction = database.begin(wait.remaining().plus(Database.TIMEOUT));
      try {
        lock(transaction, wait);
        return transaction;
      } catch (SQLException | RuntimeException e) {
        Transaction.close(transaction, e);
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailure.LOCK_NOT_AVAILABLE.equals(e.getSQLState())
          ? wait.limitPassed()
          : TokenStoreFailure.of(e);
    } catch (SchemaException e) {
      throw TokenStoreFailure.of(e);
    }
  }

  private static void lock(Transaction transaction, Wait wait) throws SQLException {
    try (PreparedStatement settings = transaction.prepare(SETTINGS)) {
      settings.setString(1, wait.remaining().toMillis() + "ms");
      settings.execute();
    }
    try (PreparedStatement lock = transaction.prepare(LOCK)) {
      lock.setString(1, wait.person());
      lock.setLong(2, SALT);
      lock.execute();
    }
    transaction.setTimeout(Database.TIMEOUT);
  }

  /**
   * Ends the transaction, and the lock with it. If that fails, the connection is lost, and the
   * server releases the lock: the outcome of the work is not affected.
   */
  private static void release(Transaction transaction) {
    try {
      transaction.close();
    } catch (SQLException e) {
      // See above.
    }
  }

  /**
   * The wait for one lock.
   *
   * @param end when it ends, as {@link System#nanoTime}
   */
  private record Wait(String person, long end) {
    /** A way to acquire something, as locks and semaphores have it. */
    @FunctionalInterface
    interface Attempt {
      boolean tryFor(long time, TimeUnit unit) throws InterruptedException;
    }

    /** Returns the time left, which is never zero, because that means no limit to PostgreSQL. */
    Duration remaining() {
      return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), end - System.nanoTime()));
    }

    void acquire(Attempt attempt) {
      try {
        if (!attempt.tryFor(remaining().toNanos(), TimeUnit.NANOSECONDS)) {
          throw limitPassed();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw interrupted();
      }
    }

    void throwIfInterrupted() {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted();
      }
    }

    private OuraInterruptedException interrupted() {
      return new OuraInterruptedException(
          "The thread was interrupted while it waited for the lock of "
              + person
              + " in PostgreSQL.");
    }

    CredentialsException limitPassed() {
      return new CredentialsException(
          "The lock of "
              + person
              + " in PostgreSQL was not free in time. Another thread or process holds it, or this"
              + " process refreshes the tokens of too many people at once. Look for one that hangs,"
              + " or give the pool and the store more connections.");
    }
  }
}
