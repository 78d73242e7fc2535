// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Sample;
import java.util.List;

/**
 * Where a {@link History} stores what it fetched: files, tables of a database, or memory.
 *
 * <p><b>Identity.</b> A document is identified by its id, across all windows of its data type. One
 * without an id is identified by its first day, one with neither by its content. Samples have no
 * identity. The rows of a window are complete: every page was fetched without an error, and no two
 * documents have the same identity.
 *
 * <p><b>Replacing.</b> After {@link #replace} and {@link #commit} of a window, exactly this holds:
 *
 * <ul>
 *   <li>Rows that were stored in the window (see {@link HistoryWindow#contains}) and are not among
 *       the new rows are removed.
 *   <li>The new rows are stored. A document with the same identity is replaced wherever it was, so
 *       that a document whose day has changed moves, and none is stored twice. Some new documents
 *       may lie outside the window: those that started earlier and last into it.
 *   <li>All other rows are unchanged.
 * </ul>
 *
 * <p>Replacing a window twice has the same result as replacing it once: after a crash between the
 * commit and the note in the {@link Checkpoint}, the window is fetched and replaced again.
 *
 * <p><b>Staging and commit.</b> A sink may store rows at once, for example in a transaction of a
 * database, or set them aside and merge them into its files when they are committed, which keeps
 * files whole and is rarer. After a crash, a committed window is there; one that was replaced and
 * not committed is there wholly or not at all. If an update ends with an exception, the windows
 * that it has not committed stay so: a later update replaces them again, with the same or with
 * other bounds, and the sink may then forget the earlier rows.
 *
 * <p><b>Threads and errors.</b> A history calls all methods one after the other, from a thread of
 * its own that is never interrupted, although not always the same thread. An exception ends the
 * update and reaches the caller of {@link History#update}; what was committed before stays
 * committed. A sink is not closed by a history.
 */
public interface HistorySink {

  /**
   * Replaces the rows of a window. Windows of one data type that are not committed yet do not
   * overlap, and are replaced in no particular order.
   *
   * @param window the window
   * @param rows the new rows, of the class {@link DataType#documentType()}: each a {@link Document}
   *     or a {@link Sample}. Documents come in Oura's order, samples oldest first. The list must
   *     not be kept after the commit, because it can be large
   */
  void replace(HistoryWindow window, List<?> rows);

  /**
   * Makes replaced windows durable: when this method returns, they survive a crash.
   *
   * @param dataType the data type
   * @param windows the windows of this data type that were replaced since its last commit; at least
   *     one
   * @return what changed, for the report of the history
   */
  HistoryChanges commit(DataType dataType, List<HistoryWindow> windows);
}
