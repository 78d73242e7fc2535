// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The length of the periods that a range is divided into, chosen so that there are not many. */
enum Period {
  DAY,
  WEEK,
  MONTH;

  private static final int LONGEST_BY_DAY = 31;
  private static final int LONGEST_BY_WEEK = 26 * 7;

  /** Returns the period for the values of a time series: a day, if the range has few. */
  static Period of(DayRange range) {
    return range.days() <= LONGEST_BY_DAY ? DAY : ofTrend(range);
  }

  /** Returns the period for means of daily values. */
  static Period ofTrend(DayRange range) {
    return range.days() <= LONGEST_BY_WEEK ? WEEK : MONTH;
  }

  String title() {
    return switch (this) {
      case DAY -> "by_day";
      case WEEK -> "by_week";
      case MONTH -> "by_month";
    };
  }

  /** Returns the name of the period of a day. Weeks have seven days, counted from the first day. */
  String nameOf(LocalDate day, LocalDate firstDay) {
    return switch (this) {
      case DAY -> day.toString();
      case WEEK -> day.minusDays(ChronoUnit.DAYS.between(firstDay, day) % 7).toString();
      case MONTH -> day.toString().substring(0, "2026-03".length());
    };
  }
}
