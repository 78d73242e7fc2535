// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.OuraSchema;
import io.github.oura4j.jdbc.internal.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** The database of a ledger, whose schema is checked before the first transaction. Thread-safe. */
final class LedgerDatabase {
  /** How long a short statement may take before its connection counts as lost. */
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final DataSource dataSource;
  private volatile boolean isChecked;

  LedgerDatabase(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What runs in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Transaction transaction) throws SQLException;
  }

  /**
   * Runs short work in a transaction of its own and commits it.
   *
   * @throws LedgerException if the database fails
   * @throws io.github.oura4j.jdbc.SchemaException if the server or the schema cannot be used
   */
  <T> T run(Work<T> work) {
    return run(TIMEOUT, work);
  }

  /**
   * Runs work in a transaction of its own and commits it.
   *
   * @param timeout how long one statement may take before its connection counts as lost
   */
  <T> T run(Duration timeout, Work<T> work) {
    if (!isChecked) {
      OuraSchema.check(dataSource);
      isChecked = true;
    }
    try (Transaction transaction = Transaction.begin(dataSource, timeout)) {
      T result = work.run(transaction);
      transaction.commit();
      return result;
    } catch (SQLException e) {
      throw LedgerException.of(e);
    }
  }
}
