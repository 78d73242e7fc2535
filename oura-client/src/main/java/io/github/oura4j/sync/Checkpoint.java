// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Remembers what a {@link History} of one person has fetched, so that an update that was killed
 * continues, and the next one fetches only what is new or may have been revised.
 *
 * <p>A history saves a window after the {@link HistorySink} has committed it, never before: a crash
 * in between causes the window to be fetched again, which is harmless. A checkpoint must therefore
 * not report windows whose rows the sink has lost; keep both in the same place, and reset both
 * together. A sink may implement this interface, too.
 *
 * <p><b>Threads and errors.</b> As for a {@link HistorySink}: all methods are called one after the
 * other, and an exception ends the update.
 */
public interface Checkpoint {

  /**
   * Returns a checkpoint that is lost when the process ends.
   *
   * @return an empty checkpoint, which is safe for use by multiple threads
   */
  static Checkpoint inMemory() {
    return new MemoryCheckpoint();
  }

  /**
   * Returns the windows that do not have to be fetched again.
   *
   * @param dataType the data type
   * @return the {@link FetchedWindow#settled} part of each saved window of days, in any order. They
   *     may be {@linkplain HistoryWindow#merge merged}. An implementation that works in rounds may
   *     add other windows that it does not want to have fetched again in this round
   */
  Collection<HistoryWindow> settled(DataType dataType);

  /**
   * Saves windows that were fetched and committed. When this method returns, they survive a crash.
   * A window may contain days that were saved before: their newest fetch counts.
   *
   * @param windows the windows, all of one data type; at least one
   */
  void save(List<FetchedWindow> windows);

  /**
   * Saves how the update of a data type ended. Called once for each data type of an update, unless
   * the process is killed, the thread is interrupted or the sink fails.
   *
   * @param dataType the data type
   * @param outcome the outcome
   * @param at when it ended, by the client's clock
   */
  void saveOutcome(DataType dataType, HistoryOutcome outcome, Instant at);

  /**
   * Saves how the update of a data type ended, with the number of rows and the reason. A history
   * calls this method; the default implementation calls {@link #saveOutcome}, which is enough for a
   * checkpoint that keeps no more than the outcome.
   *
   * @param result what the update did for the data type
   * @param at when it ended, by the client's clock
   */
  default void saveResult(HistoryResult result, Instant at) {
    saveOutcome(result.dataType(), result.outcome(), at);
  }
}
