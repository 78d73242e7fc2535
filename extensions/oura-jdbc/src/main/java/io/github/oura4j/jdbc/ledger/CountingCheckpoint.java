// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.Checkpoint;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryOutcome;
import io.github.oura4j.sync.HistoryResult;
import io.github.oura4j.sync.HistoryWindow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Counts rows when they are noted as stored, so that those of an attempt that fails later count,
 * too.
 *
 * @param checkpoint notes what was stored
 * @param stored gets the number of rows each time that some were stored
 */
record CountingCheckpoint(Checkpoint checkpoint, LongConsumer stored) implements Checkpoint {

  @Override
  public Collection<HistoryWindow> settled(DataType dataType) {
    return checkpoint.settled(dataType);
  }

  @Override
  public void save(List<FetchedWindow> windows) {
    checkpoint.save(windows);
    stored.accept(windows.stream().mapToLong(FetchedWindow::rows).sum());
  }

  @Override
  public void saveOutcome(DataType dataType, HistoryOutcome outcome, Instant at) {
    checkpoint.saveOutcome(dataType, outcome, at);
  }

  @Override
  public void saveResult(HistoryResult result, Instant at) {
    checkpoint.saveResult(result, at);
  }
}
