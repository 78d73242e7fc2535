// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database with the schema of this library, which is checked before the first transaction.
 * Thread-safe.
 */
public final class Database {
  /** How long a statement may take before its connection counts as lost. */
  public static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final DataSource dataSource;
  private final Function<String, ? extends RuntimeException> unsuitable;
  private volatile boolean isChecked;

  /**
   * Creates a database. Nothing is sent until a transaction begins.
   *
   * @param unsuitable makes the exception for a server or a schema that cannot be used, of a
   *     message that says what to do
   */
  public Database(DataSource dataSource, Function<String, ? extends RuntimeException> unsuitable) {
    this.dataSource = dataSource;
    this.unsuitable = unsuitable;
  }

  /** What runs in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Transaction transaction) throws SQLException;
  }

  /**
   * Runs work in a transaction of its own and commits it. If anything fails, it is rolled back.
   *
   * @throws RuntimeException if the server or the schema cannot be used
   */
  public <T> T inTransaction(Work<T> work) throws SQLException {
    return inTransaction(TIMEOUT, work);
  }

  /**
   * Runs work in a transaction of its own and commits it. If anything fails, it is rolled back.
   *
   * @param timeout how long a statement may take before its connection counts as lost
   * @throws RuntimeException if the server or the schema cannot be used
   */
  public <T> T inTransaction(Duration timeout, Work<T> work) throws SQLException {
    try (Transaction transaction = begin(timeout)) {
      T result = work.run(transaction);
      transaction.commit();
      return result;
    }
  }

  /**
   * Begins a transaction, which the caller must close.
   *
   * @param timeout how long a statement may take before its connection counts as lost
   * @throws RuntimeException if the server or the schema cannot be used
   */
  public Transaction begin(Duration timeout) throws SQLException {
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
   * @throws RuntimeException if the server or the schema cannot be used
   */
  public Transaction beginSingle(Duration timeout) throws SQLException {
    if (!isChecked) {
      begin(timeout).close();
    }
    return Transaction.single(dataSource, timeout);
  }

  private void check(Transaction transaction) throws SQLException {
    if (!isChecked) {
      Optional<String> problem = Schema.problem(transaction.connection());
      if (problem.isPresent()) {
        throw unsuitable.apply(problem.get());
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
