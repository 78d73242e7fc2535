// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.internal.Transaction;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.Checkpoint;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryOutcome;
import io.github.oura4j.sync.HistoryResult;
import io.github.oura4j.sync.HistoryWindow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checkpoint of one person in a ledger. */
class LedgerCheckpoint implements Checkpoint {
  private final LedgerAccess access;

  LedgerCheckpoint(LedgerAccess access) {
    this.access = access;
  }

  String person() {
    return access.person();
  }

  @Override
  public Collection<HistoryWindow> settled(DataType dataType) {
    return access.run(ledger -> ledger.covered(dataType));
  }

  @Override
  public void save(List<FetchedWindow> windows) {
    access.run(
        ledger -> {
          store(ledger.transaction(), windows);
          ledger.save(windows);
          return windows;
        });
  }

  /** Stores rows in the transaction that notes them. Does nothing if they are stored already. */
  void store(Transaction transaction, List<FetchedWindow> windows) {}

  @Override
  public void saveOutcome(DataType dataType, HistoryOutcome outcome, Instant at) {
    saveOutcome(dataType, outcome, null, at);
  }

  @Override
  public void saveResult(HistoryResult result, Instant at) {
    saveOutcome(result.dataType(), result.outcome(), result.failure(), at);
  }

  private void saveOutcome(
      DataType dataType, HistoryOutcome outcome, @Nullable String message, Instant at) {
    access.run(
        ledger -> {
          ledger.saveOutcome(dataType, outcome, message, at);
          return dataType;
        });
  }

  /** Returns the person's key. */
  @Override
  public String toString() {
    return "Checkpoint[" + person() + "]";
  }
}
