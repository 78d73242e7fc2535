// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Sample;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of the history of one data type, which is replaced in a sink as a whole. There are three
 * kinds, one for each factory method: consecutive {@link #days}, the {@link #whole} history, and a
 * single {@link #document}.
 *
 * <p>A row (a document or a sample) is in a window of days if its {@link #dayOf day} is. Immutable
 * and safe for use by multiple threads.
 *
 * @param dataType the data type
 * @param first the first day; null unless this is a window of days
 * @param last the last day, inclusive; null unless this is a window of days
 * @param id the id of the document; null unless this is the window of a single document
 */
public record HistoryWindow(
    DataType dataType, @Nullable LocalDate first, @Nullable LocalDate last, @Nullable String id) {

  /**
   * Creates a window. The factory methods are easier to read.
   *
   * @param dataType the data type
   * @param first the first day, or null
   * @param last the last day, inclusive, or null
   * @param id the id of the document, or null
   * @throws IllegalArgumentException if only one of the days is given, the first day is after the
   *     last, or there are both days and an id
   */
  public HistoryWindow {
    Objects.requireNonNull(dataType, "dataType must not be null");
    if ((first == null) != (last == null) || (first != null && id != null)) {
      throw new IllegalArgumentException(
          "A history window has a first and a last day, or the id of a document, or neither.");
    }
    if (first != null && last != null && first.isAfter(last)) {
      throw new IllegalArgumentException(
          "The history window starts on " + first + ", which is after its end on " + last + ".");
    }
  }

  /**
   * Returns the window of consecutive days.
   *
   * @param dataType a data type whose documents have days, or a time series
   * @param first the first day; for a time series a UTC day, otherwise a day of the person
   * @param last the last day, inclusive
   * @return the window
   * @throws IllegalArgumentException if the first day is after the last
   */
  public static HistoryWindow days(DataType dataType, LocalDate first, LocalDate last) {
    Objects.requireNonNull(first, "first must not be null");
    Objects.requireNonNull(last, "last must not be null");
    return new HistoryWindow(dataType, first, last, null);
  }

  /**
   * Returns the window that contains every row of a data type, such as all ring configurations.
   *
   * @param dataType the data type
   * @return the window
   */
  public static HistoryWindow whole(DataType dataType) {
    return new HistoryWindow(dataType, null, null, null);
  }

  /**
   * Returns the window that contains one document, wherever its days are.
   *
   * @param dataType the data type of the document
   * @param id the id of the document
   * @return the window
   */
  public static HistoryWindow document(DataType dataType, String id) {
    Objects.requireNonNull(id, "id must not be null");
    return new HistoryWindow(dataType, null, null, id);
  }

  /**
   * Returns the day that a row belongs to: the first day of a document, or the UTC day of a sample.
   *
   * @param row a {@link Document} or a {@link Sample}
   * @return the day; null for a document without days, or a sample without a timestamp
   */
  public static @Nullable LocalDate dayOf(Object row) {
    if (row instanceof Document document) {
      return document.firstDay();
    }
    OffsetDateTime timestamp = ((Sample) row).timestamp();
    return timestamp == null ? null : timestamp.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }

  /**
   * Returns what identifies a document, across all windows of its data type: its id, otherwise its
   * first day, otherwise its content.
   *
   * @param row a {@link Document}, or a {@link Sample}, which only its content identifies
   * @return an object that is equal for the same document
   */
  public static Object identityOf(Object row) {
    if (!(row instanceof Document document)) {
      return row;
    }
    if (document.id() != null) {
      return document.id();
    }
    LocalDate day = document.firstDay();
    return day == null ? row : day;
  }

  /**
   * Returns whether this is the window of consecutive days.
   *
   * @return whether {@link #first} and {@link #last} are set
   */
  public boolean hasDays() {
    return first != null;
  }

  /**
   * Returns whether a row of this window's data type is in this window.
   *
   * @param row a {@link Document} or a {@link Sample}
   * @return whether it is replaced together with this window
   */
  public boolean contains(Object row) {
    return contains(row instanceof Document document ? document.id() : null, dayOf(row));
  }

  /**
   * Returns whether the row with an id and a day is in this window. For sinks that know a stored
   * row only by these two.
   *
   * @param rowId the id of the row; null for a sample, or a document without an id
   * @param day the day of the row, see {@link #dayOf}; null if it has none
   * @return whether the row is replaced together with this window
   */
  public boolean contains(@Nullable String rowId, @Nullable LocalDate day) {
    if (id != null) {
      return id.equals(rowId);
    }
    if (first == null || last == null) {
      return true;
    }
    return day != null && !day.isBefore(first) && !day.isAfter(last);
  }

  /**
   * Merges windows of days that overlap or follow each other without a gap, so that a list of what
   * was fetched stays short however many runs there were.
   *
   * @param windows windows of days of one data type, in any order
   * @return the same days in as few windows as possible, in order
   * @throws IllegalArgumentException if a window has no days, or the data types differ
   */
  public static List<HistoryWindow> merge(Collection<HistoryWindow> windows) {
    List<HistoryWindow> sorted =
        windows.stream().sorted(Comparator.comparing(HistoryWindow::firstDay)).toList();
    List<HistoryWindow> merged = new ArrayList<>();
    for (HistoryWindow window : sorted) {
      HistoryWindow previous = merged.isEmpty() ? window : merged.remove(merged.size() - 1);
      merged.addAll(previous.union(window));
    }
    return List.copyOf(merged);
  }

  /** Returns this window and one that does not start before it, as one window if possible. */
  private List<HistoryWindow> union(HistoryWindow next) {
    if (dataType != next.dataType) {
      throw new IllegalArgumentException(
          "Windows of " + dataType + " and " + next.dataType + " cannot be merged.");
    }
    if (next.firstDay().isAfter(lastDay().plusDays(1))) {
      return List.of(this, next);
    }
    LocalDate end = next.lastDay().isAfter(lastDay()) ? next.lastDay() : lastDay();
    return List.of(days(dataType, firstDay(), end));
  }

  /** Returns the first day of a window of days. */
  LocalDate firstDay() {
    return requireDay(first);
  }

  /** Returns the last day of a window of days. */
  LocalDate lastDay() {
    return requireDay(last);
  }

  private LocalDate requireDay(@Nullable LocalDate day) {
    if (day == null) {
      throw new IllegalArgumentException("The history window " + this + " has no days.");
    }
    return day;
  }

  /** Returns a description such as {@code sleep 2026-01-01 to 2026-03-31}. */
  @Override
  public String toString() {
    String type = dataType.pathName();
    if (id != null) {
      return type + " document " + id;
    }
    return first == null ? type : type + " " + first + " to " + last;
  }
}
