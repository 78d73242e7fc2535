// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.sync.HistoryWindow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges the stored rows of a file and those of windows in the order of days or times. One row of
 * each is in memory.
 *
 * <p>The windows count in their order: a row is left out if a later window contains it, or has the
 * document with its identity.
 *
 * @param <T> the class of the rows
 */
final class TableMerge<T> implements Closeable {
  private static final int STORED = -1;

  private final Class<T> type;
  private final List<StagedWindow> staged;
  private final @Nullable YearMonth month;
  private final ChangeCount changes;
  private final List<Source> sources = new ArrayList<>();

  /**
   * Creates a merge without stored rows.
   *
   * @param month the month of samples, or null for documents
   */
  TableMerge(
      Class<T> type, List<StagedWindow> staged, @Nullable YearMonth month, ChangeCount changes) {
    this.type = type;
    this.staged = staged;
    this.month = month;
    this.changes = changes;
  }

  void addStored(Path file) throws IOException {
    sources.add(new Source(STORED, file));
  }

  void addStaged() throws IOException {
    for (int window = 0; window < staged.size(); window++) {
      if (month == null || staged.get(window).months().contains(month)) {
        sources.add(new Source(window, staged.get(window).file()));
      }
    }
  }

  /** Writes all rows to each writer, and returns their number. */
  long writeTo(List<DocumentWriter<T>> writers) throws IOException {
    PriorityQueue<Source> queue =
        new PriorityQueue<>(
            Comparator.comparing((Source source) -> source.row(), StagedWindow.ORDER)
                .thenComparing(source -> source.window));
    for (Source source : sources) {
      if (source.advance()) {
        queue.add(source);
      }
    }
    long rows = 0;
    for (Source next = queue.poll(); next != null; next = queue.poll()) {
      for (DocumentWriter<T> writer : writers) {
        writer.write(next.row());
      }
      rows++;
      if (next.window != STORED) {
        changes.onWritten(next.row());
      }
      if (next.advance()) {
        queue.add(next);
      }
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    for (Source source : sources) {
      source.reader.close();
    }
  }

  /** The stored rows, or those of a window. */
  private final class Source {
    private final int window;
    private final DocumentReader<T> reader;
    private Optional<T> row = Optional.empty();

    Source(int window, Path file) throws IOException {
      this.window = window;
      this.reader = DocumentReader.open(file, type);
    }

    T row() {
      return row.orElseThrow();
    }

    /** Reads up to the next row that is not left out, and returns whether there is one. */
    boolean advance() throws IOException {
      do {
        row = reader.read();
      } while (row.isPresent() && !isKept(row.get()));
      return row.isPresent();
    }

    private boolean isKept(T candidate) {
      if (month != null && !month.equals(YearMonth.from(dayOf(candidate)))) {
        return false;
      }
      LocalDate day = HistoryWindow.dayOf(candidate);
      String id = StagedWindow.idOf(candidate);
      Object identity = month == null ? HistoryWindow.identityOf(candidate) : null;
      for (int later = window + 1; later < staged.size(); later++) {
        if (staged.get(later).replaces(identity, id, day)) {
          if (window == STORED) {
            changes.onDropped(candidate, later);
          }
          return false;
        }
      }
      return true;
    }

    private LocalDate dayOf(T sample) {
      LocalDate day = HistoryWindow.dayOf(sample);
      if (day == null) {
        throw new IllegalStateException("A stored sample has no timestamp.");
      }
      return day;
    }
  }
}
