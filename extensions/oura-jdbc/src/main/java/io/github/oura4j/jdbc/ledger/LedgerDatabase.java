// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.internal.Database;
import java.sql.SQLException;
import java.time.Duration;

/** The database of a ledger, whose failures are {@link LedgerException}s. Thread-safe. */
record LedgerDatabase(Database database) {

  /**
   * Runs short work in a transaction of its own and commits it.
   *
   * @throws LedgerException if the database fails
   * @throws io.github.oura4j.jdbc.SchemaException if the server or the schema cannot be used
   */
  <T> T run(Database.Work<T> work) {
    return run(Database.TIMEOUT, work);
  }

  /**
   * Runs work in a transaction of its own and commits it.
   *
   * @param timeout how long one statement may take before its connection counts as lost
   */
  <T> T run(Duration timeout, Database.Work<T> work) {
    try {
      return database.inTransaction(timeout, work);
    } catch (SQLException e) {
      throw LedgerException.of(e);
    }
  }
}
