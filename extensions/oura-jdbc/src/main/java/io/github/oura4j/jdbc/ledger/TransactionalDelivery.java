// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.internal.SqlFailure;
import io.github.oura4j.jdbc.internal.Transaction;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.sync.HistoryWindow;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores rows and notes them in one transaction. A history commits its sink before it notes a
 * window in its checkpoint, so the rows are kept in memory until then.
 */
final class TransactionalDelivery extends LedgerCheckpoint implements HistorySink {
  private final TransactionalSink sink;
  private final Map<HistoryWindow, List<?>> staged = new HashMap<>();

  TransactionalDelivery(LedgerAccess access, TransactionalSink sink) {
    super(access);
    this.sink = sink;
  }

  @Override
  public void replace(HistoryWindow window, List<?> rows) {
    staged.put(window, rows);
  }

  /** Returns no changes: the sink does not say what it changes, and the ledger does not need it. */
  @Override
  public HistoryChanges commit(DataType dataType, List<HistoryWindow> windows) {
    return HistoryChanges.NONE;
  }

  @Override
  public void save(List<FetchedWindow> windows) {
    super.save(windows);
    windows.forEach(fetched -> staged.remove(fetched.window()));
  }

  @Override
  void store(Transaction transaction, List<FetchedWindow> windows) throws SQLException {
    for (FetchedWindow fetched : windows) {
      HistoryWindow window = fetched.window();
      List<?> rows = staged.getOrDefault(window, List.of());
      try {
        sink.replace(transaction.connection(), person(), window, rows);
      } catch (SQLException e) {
        if (SqlFailure.isUnavailable(e)) {
          throw e;
        }
        throw new SinkFailedException(e);
      }
    }
  }
}
