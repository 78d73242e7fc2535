// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.Accessor;
import io.github.oura4j.DateRange;
import io.github.oura4j.ListOptions;
import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.model.Document;
import io.github.oura4j.spark.internal.row.SourceRow;
import io.github.oura4j.sync.HistoryOutcome;
import io.github.oura4j.sync.HistoryWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one piece of work: its documents or samples, each once; and if the person cannot be
 * read, a row with the outcome.
 */
final class WorkRows {
  private final WorkPartition partition;
  private final OuraConnector connector;
  private final WorkNotes notes;
  private final FailuresInARow failuresInARow;
  private final ListOptions options;
  private final Work work;
  private final HistoryWindow window;
  private final Set<Object> seen = new HashSet<>();
  private @Nullable Iterator<?> records;
  private @Nullable SourceRow current;
  private long documents;
  private boolean isEnded;

  WorkRows(
      WorkPartition partition,
      OuraConnector connector,
      WorkNotes notes,
      List<String> properties,
      Work work) {
    this.partition = partition;
    this.connector = connector;
    this.notes = notes;
    this.failuresInARow = FailuresInARow.of(partition.query());
    this.options = ListOptions.fields(properties.toArray(String[]::new));
    this.work = work;
    this.window = work.window(partition.dataType());
  }

  /** Moves to the next row, if there is one. */
  boolean advance() {
    if (isEnded) {
      return false;
    }
    Object record;
    try {
      record = nextRecord();
    } catch (OuraInterruptedException e) {
      throw e;
    } catch (OuraException e) {
      current = failed(e);
      return true;
    }
    if (record == null) {
      isEnded = true;
      failuresInARow.reset();
      notes.saveRead(work, documents);
      return false;
    }
    documents++;
    current = SourceRow.of(work.person(), work.sequence(), record);
    return true;
  }

  SourceRow current() {
    return Objects.requireNonNull(current);
  }

  private @Nullable Object nextRecord() {
    if (records == null) {
      records = records(Connectors.client(partition.connector(), connector, work.person()));
    }
    while (records.hasNext()) {
      Object record = records.next();
      if (isInWindow(record) && isNew(record)) {
        return record;
      }
    }
    return null;
  }

  /**
   * Returns whether a record belongs to this work, and not to that of the days before. One without
   * a day belongs to all work that finds it.
   */
  private boolean isInWindow(Object record) {
    return HistoryWindow.dayOf(record) == null || window.contains(record);
  }

  /** Returns whether a document was not read before: Oura may return it twice. */
  private boolean isNew(Object record) {
    return !(record instanceof Document) || seen.add(HistoryWindow.identityOf(record));
  }

  private Iterator<?> records(OuraClient client) {
    Accessor accessor = client.accessor(partition.dataType());
    if (accessor instanceof Accessor.Dated<?> dated) {
      return dated.documents().iterate(DateRange.between(first(), last()), options).iterator();
    }
    if (accessor instanceof Accessor.Series<?> series) {
      TimeRange range = TimeRange.between(startOf(first()), startOf(last().plusDays(1)));
      return series.samples().iterate(range, options).iterator();
    }
    if (accessor instanceof Accessor.Undated<?> undated) {
      return undated.documents().iterate(options).iterator();
    }
    return Collections.singleton(((Accessor.Single<?>) accessor).document().get()).iterator();
  }

  private LocalDate first() {
    return Objects.requireNonNull(work.first());
  }

  private LocalDate last() {
    return Objects.requireNonNull(work.last());
  }

  private static Instant startOf(LocalDate utcDay) {
    return utcDay.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * Returns the row of a failure. The failure is noted also if it ends the query, so that the
   * ledger says whose it is.
   */
  private SourceRow failed(OuraException failure) {
    isEnded = true;
    HistoryOutcome outcome = HistoryOutcome.of(failure);
    notes.saveFailure(work, outcome, documents, failure.getMessage());
    if (!partition.failures().allows(failure)) {
      throw ended(outcome, failure, advice(failure));
    }
    if (!FailureMode.isExpected(failure) && failuresInARow.add()) {
      throw ended(
          outcome,
          failure,
          "This was one of at least "
              + FailuresInARow.LIMIT
              + " people in a row, so the reason is not one person. Correct it, and run the query"
              + " again; a stream continues from its checkpoint.");
    }
    return new SourceRow(work.person(), work.sequence(), null, outcome, failure.getMessage());
  }

  private OuraSparkException ended(HistoryOutcome outcome, OuraException failure, String advice) {
    return new OuraSparkException(
        partition.dataType().pathName()
            + " of person \""
            + work.person()
            + "\" could not be read ("
            + outcome.label()
            + "): "
            + failure.getMessage()
            + " "
            + advice);
  }

  private static String advice(OuraException failure) {
    return FailureMode.EXPECTED.allows(failure)
        ? "To get a row with this outcome instead, set the option failures to expected."
        : FailureMode.ALL.allows(failure)
            ? "To get a row with this outcome instead, set the option failures to all."
            : "Run the query again; a stream continues from its checkpoint.";
  }
}
