// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.jdbc.internal.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database with the schema of this library, which is checked before the first transaction.
 * Thread-safe.
 */
final class Database {
  /** How long a statement may take before its connection counts as lost. */
  static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final DataSource dataSource;
  private volatile boolean isChecked;

  Database(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What runs in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Transaction transaction) throws SQLException;
  }

  /**
   * Runs work in a transaction of its own and commits it. If anything fails, it is rolled back.
   *
   * @throws SchemaException if the server or the schema cannot be used
   */
  <T> T inTransaction(Work<T> work) throws SQLException {
    try (Transaction transaction = begin(TIMEOUT)) {
      T result = work.run(transaction);
      transaction.commit();
      return result;
    }
  }

  /**
   * Begins a transaction, which the caller must close.
   *
   * @param timeout how long a statement may take before its connection counts as lost
   * @throws SchemaException if the server or the schema cannot be used
   */
  Transaction begin(Duration timeout) throws SQLException {
    Transaction transaction = Transaction.begin(dataSource, timeout);
    try {
      check(transaction);
      return transaction;
    } catch (SQLException | RuntimeException e) {
      Transaction.close(transaction, e);
      throw e;
    }
  }

  /**
   * Returns a connection for one statement that is a transaction of its own, which the caller must
   * close.
   *
   * @param timeout how long the statement may take before the connection counts as lost
   * @throws SchemaException if the server or the schema cannot be used
   */
  Transaction beginSingle(Duration timeout) throws SQLException {
    if (!isChecked) {
      begin(timeout).close();
    }
    return Transaction.single(dataSource, timeout);
  }

  private void check(Transaction transaction) throws SQLException {
    if (!isChecked) {
      Optional<String> problem = OuraSchema.problem(transaction.connection());
      if (problem.isPresent()) {
        throw new SchemaException(problem.get());
      }
      isChecked = true;
    }
  }

  /** Two databases are equal if they use the same data source. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Database database && dataSource.equals(database.dataSource);
  }

  @Override
  public int hashCode() {
    return dataSource.hashCode();
  }
}
