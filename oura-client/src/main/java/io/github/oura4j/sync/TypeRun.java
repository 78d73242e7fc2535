// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The update of one data type: which windows are left, and what became of the others. */
final class TypeRun {
  /** After this many, a data type is given up: one window can be broken, but not all of them. */
  private static final int MAX_FAILED_WINDOWS = 3;

  private final DataType dataType;
  private final int windows;
  private final Deque<WindowTask> pending;
  private int inFlight;
  private int fetched;
  private int failed;
  private long rows;
  private Duration elapsed = Duration.ZERO;
  private @Nullable WindowFailure failure;

  TypeRun(DataType dataType, Collection<WindowTask> tasks) {
    this.dataType = dataType;
    this.windows = tasks.size();
    this.pending = new ArrayDeque<>(tasks);
  }

  DataType dataType() {
    return dataType;
  }

  /** Returns the next window to fetch, if one is left. */
  Optional<WindowTask> start() {
    Optional<WindowTask> next = Optional.ofNullable(pending.poll());
    next.ifPresent(task -> inFlight++);
    return next;
  }

  void onFetched(FetchedRows result) {
    inFlight--;
    fetched++;
    rows += result.rows().size();
    elapsed = elapsed.plus(result.elapsed());
  }

  void onFailed(WindowFailure reason) {
    inFlight--;
    failed++;
    failure = failure == null ? reason : failure;
    if (reason.extent() != WindowFailure.Extent.WINDOW || failed >= MAX_FAILED_WINDOWS) {
      pending.clear();
    }
  }

  /** Fetches no further windows. Does nothing if the last one is already on its way. */
  void giveUp(WindowFailure reason) {
    if (!pending.isEmpty()) {
      failure = failure == null ? reason : failure;
      pending.clear();
    }
  }

  /** Says that an ambiguous failure was due to a missing scope. */
  void resolveAmbiguity() {
    failure = failure == null ? null : failure.asMissingScope();
  }

  boolean isFinished() {
    return pending.isEmpty() && inFlight == 0;
  }

  boolean isAmbiguous() {
    return failure != null && failure.isAmbiguous();
  }

  boolean hasFetched() {
    return fetched > 0;
  }

  HistoryOutcome outcome() {
    if (failure != null) {
      return failure.outcome();
    }
    return fetched > 0 && rows == 0 ? HistoryOutcome.EMPTY : HistoryOutcome.OK;
  }

  @Nullable String failureMessage() {
    return failure == null ? null : failure.message();
  }

  int windows() {
    return windows;
  }

  int windowsLeft() {
    return pending.size() + inFlight;
  }

  int windowsFetched() {
    return fetched;
  }

  long rows() {
    return rows;
  }

  Duration elapsed() {
    return elapsed;
  }
}
