// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import io.github.oura4j.model.Document;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * An interval of days, inclusive at both ends.
 *
 * @param first the first day
 * @param last the last day
 */
public record DateInterval(LocalDate first, LocalDate last) {

  /** Returns this interval with some more days before and after it. */
  public DateInterval widened(int daysBefore, int daysAfter) {
    return new DateInterval(first.minusDays(daysBefore), last.plusDays(daysAfter));
  }

  /**
   * Splits this interval into consecutive windows without gaps or overlaps.
   *
   * @param days the maximum length of a window
   */
  public List<DateInterval> windows(int days) {
    List<DateInterval> windows = new ArrayList<>();
    for (LocalDate start = first; !start.isAfter(last); start = start.plusDays(days)) {
      LocalDate end = start.plusDays(days - 1L);
      windows.add(new DateInterval(start, end.isAfter(last) ? last : end));
    }
    return windows;
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /**
   * Returns whether the days of a document overlap this interval. A document without a day does,
   * since nothing shows that it is outside.
   */
  public boolean overlaps(Document document) {
    LocalDate start = document.firstDay();
    LocalDate end = document.lastDay();
    return start == null || end == null || (!start.isAfter(last) && !end.isBefore(first));
  }
}
