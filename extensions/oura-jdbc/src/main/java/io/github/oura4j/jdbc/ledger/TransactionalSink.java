// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.sync.HistoryWindow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Where a {@link HistoryRunner} stores rows in the database of its ledger: in the same transaction
 * in which the ledger notes that they were stored. Both happen, or neither does, so each window
 * takes effect exactly once, whenever a process is killed.
 *
 * <p>A statement may take two minutes; after that, its connection is closed. It may wait for a lock
 * for 60 seconds, and the transaction may be idle between two statements for 10 minutes; after
 * that, the server ends the statement or the transaction with an error. Constraints are checked
 * before the commit, even if they are deferred. The isolation level is read committed.
 *
 * <p>Called by several threads at once, each for another person and with a connection of its own.
 */
@FunctionalInterface
public interface TransactionalSink {

  /**
   * Replaces the rows of a window, as {@link HistorySink#replace} describes: removes the stored
   * rows of this person that are in the window, and those with the identity of one of the new rows;
   * then stores the new ones.
   *
   * @param connection a connection in the transaction, which must be neither committed, rolled back
   *     nor closed
   * @param person the person's key
   * @param window the window
   * @param rows the new rows, of the class {@link io.github.oura4j.model.DataType#documentType()},
   *     which must not be kept. Those of heart rate and battery level are {@linkplain
   *     io.github.oura4j.model.Sample samples}, which have no id; all others are {@linkplain
   *     io.github.oura4j.model.Document documents}
   * @throws SQLException if storing fails; the transaction is rolled back, and tried again later.
   *     Its message goes nowhere, because it may contain health values: see {@link
   *     SinkFailedException}
   */
  void replace(Connection connection, String person, HistoryWindow window, List<?> rows)
      throws SQLException;
}
