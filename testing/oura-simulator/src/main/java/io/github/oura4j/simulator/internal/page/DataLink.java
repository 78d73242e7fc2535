// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.page;

import io.github.oura4j.model.DataType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * A link to the page with a person's data of one type: documents of a week, the samples of a day,
 * or all data where there are no dates.
 *
 * @param person the number of the person, from 1
 * @param zone the person's time zone, in which the days begin and end
 * @param type the data type
 * @param lastDay the last day to show
 */
record DataLink(int person, ZoneId zone, DataType type, LocalDate lastDay) {
  private static final int DAYS = 7;

  String html() {
    return PageLayout.link(target(), type.pathName());
  }

  String target() {
    return "/view/" + person + "/" + type.pathName() + query();
  }

  DataLink earlier() {
    return new DataLink(person, zone, type, lastDay.minusDays(step()));
  }

  DataLink later() {
    return new DataLink(person, zone, type, lastDay.plusDays(step()));
  }

  private int step() {
    return type.kind() == DataType.Kind.TIME_SERIES ? 1 : DAYS;
  }

  private String query() {
    return switch (type.kind()) {
      case DATED_DOCUMENTS ->
          "?start_date=" + lastDay.minusDays(DAYS - 1L) + "&end_date=" + endDate();
      case TIME_SERIES ->
          "?start_datetime=" + midnight(lastDay) + "&end_datetime=" + midnight(lastDay.plusDays(1));
      case SINGLE_DOCUMENT, UNDATED_DOCUMENTS -> "";
    };
  }

  /**
   * The end is a day later, because some lists exclude it. That of workouts also filters by days in
   * UTC, and an evening can be on the next of these.
   */
  private LocalDate endDate() {
    return lastDay.plusDays(type == DataType.WORKOUT ? 2 : 1);
  }

  /** A timestamp without an offset would be in UTC; a plus sign in a query stands for a space. */
  private String midnight(LocalDate day) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME
        .format(day.atStartOfDay(zone))
        .replace("+", "%2B");
  }
}
