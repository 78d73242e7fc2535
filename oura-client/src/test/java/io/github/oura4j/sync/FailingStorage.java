// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A sink and a checkpoint that pass calls on, until one of them fails: before or after it has had
 * its effect, as when the process is killed.
 */
final class FailingStorage implements HistorySink, Checkpoint {
  /** Stands for the end of the process. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final HistorySink sink;
  private final Checkpoint checkpoint;
  private int callsLeft;
  private boolean failsAfterTheCall;

  FailingStorage(HistorySink sink, Checkpoint checkpoint) {
    this.sink = sink;
    this.checkpoint = checkpoint;
    this.callsLeft = Integer.MAX_VALUE;
  }

  void failAfter(int calls, boolean afterTheCall) {
    callsLeft = calls;
    failsAfterTheCall = afterTheCall;
  }

  private void call(Runnable action) {
    boolean fails = callsLeft-- == 0;
    if (fails && !failsAfterTheCall) {
      throw new Killed();
    }
    action.run();
    if (fails) {
      throw new Killed();
    }
  }

  @Override
  public void replace(HistoryWindow window, List<?> rows) {
    call(() -> sink.replace(window, rows));
  }

  @Override
  public HistoryChanges commit(DataType dataType, List<HistoryWindow> windows) {
    HistoryChanges[] changes = new HistoryChanges[1];
    call(() -> changes[0] = sink.commit(dataType, windows));
    return changes[0];
  }

  @Override
  public Collection<HistoryWindow> settled(DataType dataType) {
    return checkpoint.settled(dataType);
  }

  @Override
  public void save(List<FetchedWindow> windows) {
    call(() -> checkpoint.save(windows));
  }

  @Override
  public void saveOutcome(DataType dataType, HistoryOutcome outcome, Instant at) {
    call(() -> checkpoint.saveOutcome(dataType, outcome, at));
  }
}
