// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.Document;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Days from a first to a last one, both included. */
record DateInterval(LocalDate first, LocalDate last) {

  DateInterval widened(int before, int after) {
    return new DateInterval(first.minusDays(before), last.plusDays(after));
  }

  /** Cuts the days into consecutive stretches of at most so many days. */
  List<DateInterval> windows(int length) {
    List<DateInterval> windows = new ArrayList<>();
    for (LocalDate start = first; !start.isAfter(last); start = start.plusDays(length)) {
      LocalDate end = start.plusDays(length - 1L);
      windows.add(new DateInterval(start, end.isAfter(last) ? last : end));
    }
    return windows;
  }

  boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /**
   * Says whether a document belongs to these days or touches them; one without a day always does.
   */
  boolean touchedBy(Document document) {
    LocalDate start = document.firstDay();
    LocalDate end = document.lastDay();
    return start == null || end == null || (!start.isAfter(last) && !end.isBefore(first));
  }
}
