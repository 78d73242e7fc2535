// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.sync.HistoryWindow;
import java.util.List;

/**
 * A sink that is no longer used once the lease may have expired, so that two processes do not store
 * rows of the same person.
 *
 * @param sink the sink of the application
 * @param held the lease
 */
record GuardedSink(HistorySink sink, HeldLease held) implements HistorySink {

  @Override
  public void replace(HistoryWindow window, List<?> rows) {
    held.requireValid();
    sink.replace(window, rows);
  }

  @Override
  public HistoryChanges commit(DataType dataType, List<HistoryWindow> windows) {
    held.requireValid();
    return sink.commit(dataType, windows);
  }
}
