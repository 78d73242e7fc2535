// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import static java.util.Objects.requireNonNull;

import io.github.oura4j.jdbc.internal.SqlFailure;
import io.github.oura4j.jdbc.internal.Transaction;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.sync.HistoryWindow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
  void store(Transaction transaction, List<FetchedWindow> windows) {
    Connection connection = transaction.connection();
    for (FetchedWindow fetched : windows) {
      HistoryWindow window = fetched.window();
      List<?> rows = staged.getOrDefault(window, List.of());
      use(connection, window, used -> sink.replace(used, person(), window, rows));
    }
    use(connection, all(windows), TransactionalDelivery::checkConstraints);
  }

  /** Deferred constraints of the sink's tables would otherwise fail with the commit. */
  private static void checkConstraints(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set constraints all immediate");
    }
  }

  /** Returns the days from the first to the last window. */
  private static HistoryWindow all(List<FetchedWindow> windows) {
    List<HistoryWindow> merged =
        HistoryWindow.merge(
            windows.stream().map(FetchedWindow::window).filter(HistoryWindow::hasDays).toList());
    return merged.isEmpty()
        ? windows.get(0).window()
        : HistoryWindow.days(
            merged.get(0).dataType(),
            requireNonNull(merged.get(0).first()),
            requireNonNull(merged.get(merged.size() - 1).last()));
  }

  /** What the sink does with a connection. */
  @FunctionalInterface
  private interface Use {
    void accept(Connection connection) throws SQLException;
  }

  /** Takes no text from an exception of the sink, because that may contain health values. */
  private void use(Connection connection, HistoryWindow window, Use use) {
    try {
      use.accept(connection);
    } catch (SQLException e) {
      throw SqlFailure.isConnectionLost(e)
          ? LedgerException.ofSink(e)
          : new SinkFailedException(person(), window, e);
    }
  }
}
