// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.jdbc.ledger.PostgresLedger;
import io.github.oura4j.sync.HistoryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a task notes about its work in the ledger, if the work is from there. What it has read is
 * stored later, when the micro-batch ends, so the driver saves that: see {@link
 * WorkLog#saveStored}.
 */
final class WorkNotes {
  private final @Nullable PostgresLedger ledger;

  private WorkNotes(@Nullable PostgresLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Returns the notes of a task.
   *
   * @throws OuraSparkException if the work is from a ledger that this JVM does not have
   */
  static WorkNotes of(WorkPartition partition, OuraConnector connector) {
    return new WorkNotes(partition.inLedger() ? ledger(partition, connector) : null);
  }

  private static PostgresLedger ledger(WorkPartition partition, OuraConnector connector) {
    return connector
        .ledger()
        .orElseThrow(
            () ->
                new OuraSparkException(
                    "The connector \""
                        + partition.connector()
                        + "\" has a ledger in the driver, but none in an executor. Let ledger()"
                        + " return the same database everywhere."));
  }

  /** Returns whether work is still to be done: not if its person was removed meanwhile. */
  boolean isWanted(Work work) {
    Long sequence = work.sequence();
    return ledger == null || sequence == null || !ledger.work(sequence - 1, sequence).isEmpty();
  }

  /** Notes that work was read. If the person was removed meanwhile, there is nothing to note. */
  void saveRead(Work work, long documents) {
    if (ledger != null && work.sequence() != null) {
      ledger.saveRead(work.sequence(), documents);
    }
  }

  /** Notes why work could not be read, as {@link #saveRead}. */
  void saveFailure(Work work, HistoryOutcome outcome, long documents, @Nullable String message) {
    if (ledger != null && work.sequence() != null) {
      ledger.saveOutcome(work.sequence(), outcome, documents, message);
    }
  }
}
