// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Sample;
import io.github.oura4j.sync.HistoryWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A replaced window that is not committed yet. Its rows are in a file, so that memory does not grow
 * with the number of windows.
 *
 * @param window the window
 * @param file an NDJSON file of its rows, in {@link #ORDER}
 * @param rows the number of rows
 * @param identities what identifies the documents; empty for samples, which have no identity
 * @param months the UTC months of the samples; empty for documents
 */
record StagedWindow(
    HistoryWindow window, Path file, long rows, Set<Object> identities, Set<YearMonth> months) {

  /** The order of rows in files: by day or time, those without first. */
  static final Comparator<Object> ORDER = Comparator.comparing(StagedWindow::time);

  private static Instant time(Object row) {
    if (row instanceof Sample sample) {
      return sample.timestamp() == null ? Instant.MIN : sample.timestamp().toInstant();
    }
    LocalDate day = HistoryWindow.dayOf(row);
    return day == null ? Instant.MIN : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Writes the rows of a window to a stream, which is closed. */
  static StagedWindow write(HistoryWindow window, List<?> rows, Path file, OutputStream stream)
      throws IOException {
    return write(window, rows, window.dataType().documentType(), file, stream);
  }

  private static <T> StagedWindow write(
      HistoryWindow window, List<?> rows, Class<T> type, Path file, OutputStream stream)
      throws IOException {
    boolean hasMonths = FolderLayout.hasMonths(window.dataType());
    Set<Object> identities = new HashSet<>();
    Set<YearMonth> months = new HashSet<>();
    try (DocumentWriter<T> writer = DocumentFormat.ndjson().writer(type, stream)) {
      for (Object row : rows.stream().sorted(ORDER).toList()) {
        writer.write(type.cast(row));
        if (hasMonths) {
          months.add(monthOf(window.dataType(), row));
        } else {
          identities.add(HistoryWindow.identityOf(row));
        }
      }
    }
    return new StagedWindow(window, file, rows.size(), identities, months);
  }

  static YearMonth monthOf(DataType dataType, Object sample) {
    LocalDate day = HistoryWindow.dayOf(sample);
    if (day == null) {
      throw new IllegalArgumentException(
          "A sample of " + dataType.pathName() + " has no timestamp, so that no file can hold it.");
    }
    return YearMonth.from(day);
  }

  /** Returns whether a row that was stored before is replaced or removed. */
  boolean replaces(@Nullable Object identity, @Nullable String id, @Nullable LocalDate day) {
    return window.contains(id, day) || (identity != null && identities.contains(identity));
  }

  /** Returns whether the file of a month is affected. */
  boolean touches(YearMonth month) {
    if (months.contains(month)) {
      return true;
    }
    LocalDate first = window.first();
    LocalDate last = window.last();
    if (first == null || last == null) {
      return window.id() == null;
    }
    return !first.isAfter(month.atEndOfMonth()) && !last.isBefore(month.atDay(1));
  }

  /** Returns the id of a row, or null if it is a sample or has none. */
  static @Nullable String idOf(Object row) {
    return row instanceof Document document ? document.id() : null;
  }
}
