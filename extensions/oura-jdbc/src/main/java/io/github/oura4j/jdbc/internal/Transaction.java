// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A transaction on a connection of its own. Closing it without {@link #commit()} rolls it back, and
 * returns the connection with the settings that it came with.
 *
 * <p>Works through PgBouncer in transaction mode, where each transaction may run on another session
 * of the server: no setting and no prepared statement outlives it. Not thread-safe.
 */
public final class Transaction implements AutoCloseable {
  /**
   * The server ends a transaction whose machine was lost: within a minute if the connection is
   * direct, and otherwise when it has been idle for ten. A statement waits for locks only while its
   * sender waits for the statement.
   */
  private static final String SETTINGS =
      "select set_config('tcp_keepalives_idle', '30', true),"
          + " set_config('tcp_keepalives_interval', '10', true),"
          + " set_config('tcp_keepalives_count', '3', true),"
          + " set_config('idle_in_transaction_session_timeout', '10min', true),"
          + " set_config('lock_timeout', ?, true)";

  private final Connection connection;
  private final boolean autoCommit;
  private final int networkTimeout;
  private final PrepareThreshold threshold;

  private Transaction(Connection connection, Duration timeout, boolean isSingle)
      throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    this.networkTimeout = connection.getNetworkTimeout();
    this.threshold = PrepareThreshold.of(connection);
    threshold.setToZero();
    setTimeout(timeout);
    connection.setAutoCommit(isSingle);
    if (!isSingle) {
      setReadCommitted();
      set(timeout.dividedBy(2));
    }
  }

  private void set(Duration lockTimeout) throws SQLException {
    try (PreparedStatement settings = prepare(SETTINGS)) {
      settings.setString(1, Math.max(1, lockTimeout.toMillis()) + "ms");
      settings.execute();
    }
  }

  /**
   * Begins a transaction with the isolation level read committed, whatever the default of the
   * connection is.
   *
   * @param timeout how long one statement may take before its connection counts as lost. It may
   *     wait for a lock for half of that time
   */
  public static Transaction begin(DataSource dataSource, Duration timeout) throws SQLException {
    return open(dataSource, timeout, false);
  }

  /**
   * Returns a connection on which each statement is a transaction of its own.
   *
   * @param timeout how long one statement may take before its connection counts as lost
   */
  public static Transaction single(DataSource dataSource, Duration timeout) throws SQLException {
    return open(dataSource, timeout, true);
  }

  private static Transaction open(DataSource dataSource, Duration timeout, boolean isSingle)
      throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      return new Transaction(connection, timeout, isSingle);
    } catch (SQLException | RuntimeException e) {
      close(connection, e);
      throw e;
    }
  }

  public Connection connection() {
    return connection;
  }

  /** Sets how long a statement may take before the connection counts as lost. */
  public void setTimeout(Duration timeout) throws SQLException {
    setNetworkTimeout((int) timeout.toMillis());
  }

  public PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  /** Closes something because of a failure, which stays the one that is reported. */
  public static void close(AutoCloseable resource, Exception failure) {
    try {
      resource.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      if (!connection.isClosed()) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
        connection.setAutoCommit(autoCommit);
        setNetworkTimeout(networkTimeout);
        threshold.restore();
      }
    } finally {
      connection.close();
    }
  }

  /**
   * Must be the first statement of the transaction. The driver's own method makes a setting that
   * outlives the transaction.
   */
  private void setReadCommitted() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level read committed");
    }
  }

  private void setNetworkTimeout(int milliseconds) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, milliseconds);
  }
}
