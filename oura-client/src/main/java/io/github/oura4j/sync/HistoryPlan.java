// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.Accessor;
import io.github.oura4j.model.DataType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which windows an update has to fetch.
 *
 * @param range the days of the history
 * @param accessors the accessors of its data types
 * @param checkpoint what was fetched before
 * @param clock the clock of the client
 */
record HistoryPlan(
    HistoryRange range, Map<DataType, Accessor> accessors, Checkpoint checkpoint, Clock clock) {

  /** As many days as the client requests at once, so that each window takes one page at best. */
  private static final int DOCUMENT_WINDOW_DAYS = 90;

  /**
   * Documents with a start and an end day are few. The client requests three years more for each
   * window of them, so that short windows would fetch most of them again and again.
   */
  private static final int DATE_SPAN_WINDOW_DAYS = 3650;

  /** The data types whose documents have a start and an end day. */
  static final Set<DataType> DATE_SPANS =
      EnumSet.of(DataType.ENHANCED_TAG, DataType.REST_MODE_PERIOD);

  /**
   * A tenth of the days that Oura returns for a request of a time series, because the pages of a
   * window are fetched one after the other and kept in memory: about 12,000 heart rates.
   */
  private static final int SAMPLE_WINDOW_DAYS = 10;

  /** Returns what to do for each data type, in the order of {@link DataType}. */
  List<TypeRun> typeRuns() {
    return accessors.values().stream()
        .map(accessor -> new TypeRun(accessor.dataType(), tasks(accessor)))
        .toList();
  }

  private List<WindowTask> tasks(Accessor accessor) {
    DataType dataType = accessor.dataType();
    Collection<HistoryWindow> settled = checkpoint.settled(dataType);
    if (settled.stream().anyMatch(window -> !window.hasDays())) {
      return List.of();
    }
    return switch (dataType.kind()) {
      case DATED_DOCUMENTS -> documents(accessor, settled);
      case TIME_SERIES -> samples(accessor, settled);
      case UNDATED_DOCUMENTS, SINGLE_DOCUMENT ->
          List.of(new WindowTask(accessor, HistoryWindow.whole(dataType), null, null));
    };
  }

  private List<WindowTask> documents(Accessor accessor, Collection<HistoryWindow> settled) {
    DataType dataType = accessor.dataType();
    int days = DATE_SPANS.contains(dataType) ? DATE_SPAN_WINDOW_DAYS : DOCUMENT_WINDOW_DAYS;
    LocalDate settledUntil = range.settledUntil(LocalDate.now(clock));
    HistoryWindow all = HistoryWindow.days(dataType, range.since(), range.last(clock));
    List<WindowTask> tasks = new ArrayList<>();
    for (HistoryWindow gap : gaps(all, settled)) {
      LocalDate earliest = range.since();
      for (LocalDate first = gap.firstDay();
          !first.isAfter(gap.lastDay());
          first = first.plusDays(days)) {
        LocalDate last = earlier(first.plusDays(days - 1L), gap.lastDay());
        HistoryWindow window = HistoryWindow.days(dataType, first, last);
        tasks.add(new WindowTask(accessor, window, earliest, settledUntil));
        earliest = last.plusDays(1);
      }
    }
    return tasks;
  }

  /** The windows end with each month, so that sinks with a file for each month write it once. */
  private List<WindowTask> samples(Accessor accessor, Collection<HistoryWindow> settled) {
    DataType dataType = accessor.dataType();
    LocalDate settledUntil = range.settledUntil(HistoryRange.utcToday(clock));
    HistoryWindow all =
        HistoryWindow.days(dataType, range.firstUtcDay(clock), range.lastUtcDay(clock));
    List<WindowTask> tasks = new ArrayList<>();
    for (HistoryWindow gap : gaps(all, settled)) {
      LocalDate first = gap.firstDay();
      while (!first.isAfter(gap.lastDay())) {
        LocalDate last = earlier(endOfThird(first), gap.lastDay());
        HistoryWindow window = HistoryWindow.days(dataType, first, last);
        tasks.add(new WindowTask(accessor, window, first, settledUntil));
        first = last.plusDays(1);
      }
    }
    return tasks;
  }

  /** Returns the 10th, the 20th, or the last day of the month. */
  private static LocalDate endOfThird(LocalDate day) {
    int tenth = (day.getDayOfMonth() + SAMPLE_WINDOW_DAYS - 1) / SAMPLE_WINDOW_DAYS * 10;
    return day.withDayOfMonth(tenth > 20 ? day.lengthOfMonth() : tenth);
  }

  /** Returns the days of a window that are not in any of the others. */
  static List<HistoryWindow> gaps(HistoryWindow all, Collection<HistoryWindow> others) {
    List<HistoryWindow> gaps = new ArrayList<>();
    LocalDate next = all.firstDay();
    for (HistoryWindow other : HistoryWindow.merge(others)) {
      LocalDate end = earlier(other.firstDay().minusDays(1), all.lastDay());
      if (!next.isAfter(end)) {
        gaps.add(HistoryWindow.days(all.dataType(), next, end));
      }
      LocalDate after = other.lastDay().plusDays(1);
      next = after.isAfter(next) ? after : next;
    }
    if (!next.isAfter(all.lastDay())) {
      gaps.add(HistoryWindow.days(all.dataType(), next, all.lastDay()));
    }
    return gaps;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
