// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.internal.Transaction;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Access to the ledger of one person, for a caller that may write it.
 *
 * @param database the database of the ledger
 * @param person the person's key
 * @param guard checks in each transaction that it may be written
 */
record LedgerAccess(LedgerDatabase database, String person, Guard guard) {
  /** Long enough for a statement that stores many rows. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** Checks in a transaction that a person's ledger may be written until its end. */
  @FunctionalInterface
  interface Guard {
    /**
     * Checks at the beginning of a transaction.
     *
     * @throws RuntimeException if the ledger must not be written; the transaction is rolled back
     */
    void check(Transaction transaction) throws SQLException;

    /**
     * Called after the transaction was committed.
     *
     * @param sentNanos a time before {@link #beforeCommit} was called
     */
    default void onCommit(long sentNanos) {}

    /** Called in the transaction, directly before the commit. */
    default void beforeCommit(Transaction transaction) throws SQLException {}
  }

  /** What is read or written. */
  @FunctionalInterface
  interface Work<T> {
    T run(PersonLedger ledger) throws SQLException;
  }

  /**
   * Runs work in a transaction of its own.
   *
   * @throws LedgerException if the database fails
   */
  <T> T run(Work<T> work) {
    Done<T> done =
        database.run(
            TIMEOUT,
            transaction -> {
              guard.check(transaction);
              T result = work.run(new PersonLedger(transaction, person));
              long sentNanos = System.nanoTime();
              guard.beforeCommit(transaction);
              return new Done<>(result, sentNanos);
            });
    guard.onCommit(done.sentNanos());
    return done.result();
  }

  private record Done<T>(T result, long sentNanos) {}
}
