// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores fetched windows: first in the sink, then, once they are committed, in the checkpoint. Used
 * by one thread.
 */
final class HistoryRecorder {
  /**
   * Few enough that little is fetched again after a crash, and enough that a sink does not rewrite
   * its files for each window.
   */
  private static final int WINDOWS_PER_COMMIT = 16;

  private final HistorySink sink;
  private final Checkpoint checkpoint;
  private final HistoryListener listener;
  private final Clock clock;
  private final Map<DataType, List<FetchedWindow>> uncommitted = new EnumMap<>(DataType.class);
  private final Map<DataType, Totals> totals = new EnumMap<>(DataType.class);
  private final Map<DataType, HistoryResult> results = new EnumMap<>(DataType.class);

  HistoryRecorder(HistorySink sink, Checkpoint checkpoint, HistoryListener listener, Clock clock) {
    this.sink = sink;
    this.checkpoint = checkpoint;
    this.listener = listener;
    this.clock = clock;
  }

  /** Hands a window to the sink, and commits if enough have come together. */
  void store(WindowTask task, FetchedRows fetched) {
    HistoryWindow window = task.window();
    sink.replace(window, fetched.rows());
    List<FetchedWindow> windows =
        uncommitted.computeIfAbsent(window.dataType(), type -> new ArrayList<>());
    windows.add(
        new FetchedWindow(window, fetched.rows().size(), fetched.fetchedAt(), task.settledUntil()));
    if (windows.size() >= WINDOWS_PER_COMMIT) {
      commit(window.dataType());
    }
  }

  /** Commits what was stored of all data types. */
  void commitAll() {
    List.copyOf(uncommitted.keySet()).forEach(this::commit);
  }

  private void commit(DataType dataType) {
    List<FetchedWindow> windows = uncommitted.remove(dataType);
    if (windows == null) {
      return;
    }
    HistoryChanges changes =
        sink.commit(dataType, windows.stream().map(FetchedWindow::window).toList());
    checkpoint.save(List.copyOf(windows));
    long rows = windows.stream().mapToLong(FetchedWindow::rows).sum();
    totals.merge(dataType, new Totals(rows, changes), Totals::plus);
  }

  /** Commits what was stored of a data type, and saves its outcome. */
  void end(TypeRun run) {
    commit(run.dataType());
    Totals total = totals.getOrDefault(run.dataType(), Totals.NONE);
    HistoryResult result =
        new HistoryResult(
            run.dataType(), run.outcome(), total.rows(), total.changes(), run.failureMessage());
    checkpoint.saveResult(result, clock.instant());
    results.put(run.dataType(), result);
    listener.onTypeEnd(result);
  }

  void onProgress(HistoryProgress progress) {
    listener.onProgress(progress);
  }

  /** Returns the data types that have ended. */
  Set<DataType> ended() {
    return results.keySet();
  }

  HistoryReport report() {
    return new HistoryReport(List.copyOf(results.values()));
  }

  private record Totals(long rows, HistoryChanges changes) {
    static final Totals NONE = new Totals(0, HistoryChanges.NONE);

    Totals plus(Totals other) {
      return new Totals(rows + other.rows, changes.plus(other.changes));
    }
  }
}
