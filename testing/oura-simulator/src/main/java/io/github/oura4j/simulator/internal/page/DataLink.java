// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.page;

import io.github.oura4j.model.DataType;
import java.time.LocalDate;

/**
 * A link to the page with a person's data of one type: documents of a week, the samples of a day,
 * or all data where there are no dates.
 *
 * @param person the number of the person, from 1
 * @param type the data type
 * @param lastDay the last day to show
 */
record DataLink(int person, DataType type, LocalDate lastDay) {
  private static final int DAYS = 7;

  String html() {
    return PageLayout.link(target(), type.pathName());
  }

  String target() {
    return "/view/" + person + "/" + type.pathName() + query();
  }

  DataLink earlier() {
    return new DataLink(person, type, lastDay.minusDays(step()));
  }

  DataLink later() {
    return new DataLink(person, type, lastDay.plusDays(step()));
  }

  private int step() {
    return type.kind() == DataType.Kind.TIME_SERIES ? 1 : DAYS;
  }

  /** The end is a day later, because some lists exclude it. */
  private String query() {
    LocalDate end = lastDay.plusDays(1);
    return switch (type.kind()) {
      case DATED_DOCUMENTS -> "?start_date=" + end.minusDays(DAYS) + "&end_date=" + end;
      case TIME_SERIES -> "?start_datetime=" + lastDay + "&end_datetime=" + end;
      case SINGLE_DOCUMENT, UNDATED_DOCUMENTS -> "";
    };
  }
}
