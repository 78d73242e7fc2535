// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oura4j.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class TransactionTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.empty();

  private static final String LOCK = "select pg_advisory_xact_lock(1)";
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void begin_always_letsTheServerEndTheTransactionOfALostMachine() throws SQLException {
    DataSource pool = database.pool(1);
    String before;
    try (Connection connection = pool.getConnection()) {
      before = show(connection, "tcp_keepalives_idle");
    }
    for (boolean isCommitted : new boolean[] {true, false}) {
      try (Transaction transaction = Transaction.begin(pool, TIMEOUT)) {
        assertThat(show(transaction.connection(), "tcp_keepalives_idle")).isEqualTo("30");
        assertThat(show(transaction.connection(), "idle_in_transaction_session_timeout"))
            .isEqualTo("10min");
        if (isCommitted) {
          transaction.commit();
        }
      }
      try (Connection connection = pool.getConnection()) {
        assertThat(show(connection, "tcp_keepalives_idle")).isEqualTo(before).isNotEqualTo("30");
        assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("0");
      }
    }
  }

  @Test
  void statement_thatWaitsForALock_endsAtTheServerBeforeItsSenderGivesUp() throws SQLException {
    try (Transaction holder = Transaction.begin(database.dataSource(), TIMEOUT);
        Statement lock = holder.connection().createStatement()) {
      lock.execute(LOCK);
      try (Transaction waiting = Transaction.begin(database.dataSource(), Duration.ofSeconds(2));
          Statement again = waiting.connection().createStatement()) {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> again.execute(LOCK));

        assertThat(failure.getSQLState()).isEqualTo(SqlFailure.LOCK_NOT_AVAILABLE);
        assertThat(SqlFailure.isUnavailable(failure)).isTrue();
        assertThat(waiting.connection().isClosed()).isFalse();
      }
    }
  }
}
