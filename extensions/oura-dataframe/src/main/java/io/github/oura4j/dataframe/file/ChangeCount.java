// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistoryWindow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what a commit changes: documents by their identity, samples by their number. */
final class ChangeCount {
  private final List<StagedWindow> staged;
  private final boolean countsSamples;
  private final long[] samplesBefore;
  private final Set<Object> dropped = new HashSet<>();
  private final Set<Object> written = new HashSet<>();

  ChangeCount(List<StagedWindow> staged, boolean countsSamples) {
    this.staged = staged;
    this.countsSamples = countsSamples;
    this.samplesBefore = new long[staged.size()];
  }

  /** Notes that a stored row is not kept, because of a window. */
  void onDropped(Object row, int window) {
    if (countsSamples) {
      samplesBefore[window]++;
    } else {
      dropped.add(HistoryWindow.identityOf(row));
    }
  }

  /** Notes that a row of a window is stored. */
  void onWritten(Object row) {
    if (!countsSamples) {
      written.add(HistoryWindow.identityOf(row));
    }
  }

  HistoryChanges changes() {
    if (countsSamples) {
      HistoryChanges sum = HistoryChanges.NONE;
      for (int window = 0; window < samplesBefore.length; window++) {
        sum = sum.plus(HistoryChanges.ofSamples(samplesBefore[window], staged.get(window).rows()));
      }
      return sum;
    }
    long replaced = written.stream().filter(dropped::contains).count();
    return new HistoryChanges(written.size() - replaced, replaced, dropped.size() - replaced);
  }
}
