// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.HistoryWindow;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Consecutive days in the manifest.
 *
 * @param first the first day
 * @param last the last day, inclusive
 */
record Days(@JsonProperty("first") LocalDate first, @JsonProperty("last") LocalDate last) {
  Days {
    Objects.requireNonNull(first, "first must not be null");
    Objects.requireNonNull(last, "last must not be null");
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("last must not be before first");
    }
  }

  /** Adds windows of days to days. */
  static List<Days> merge(DataType dataType, List<Days> days, Stream<HistoryWindow> windows) {
    List<HistoryWindow> all = new ArrayList<>();
    days.forEach(each -> all.add(each.window(dataType)));
    windows.filter(HistoryWindow::hasDays).forEach(all::add);
    return HistoryWindow.merge(all).stream().map(Days::of).toList();
  }

  private static Days of(HistoryWindow window) {
    return new Days(Objects.requireNonNull(window.first()), Objects.requireNonNull(window.last()));
  }

  HistoryWindow window(DataType dataType) {
    return HistoryWindow.days(dataType, first, last);
  }

  /** Returns these days without those of a month. */
  Stream<Days> without(YearMonth month) {
    LocalDate before = earlier(last, month.atDay(1).minusDays(1));
    LocalDate after = later(first, month.atEndOfMonth().plusDays(1));
    return Stream.concat(
        first.isAfter(before) ? Stream.empty() : Stream.of(new Days(first, before)),
        after.isAfter(last) ? Stream.empty() : Stream.of(new Days(after, last)));
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
