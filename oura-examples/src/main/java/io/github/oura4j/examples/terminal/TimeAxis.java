// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.terminal;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;

/** The line of times below a drawing whose columns are times. */
final class TimeAxis {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /** A label that starts here ends at the last of 80 columns, beside the names of rows. */
  private static final int LAST_LABEL = 68;

  private TimeAxis() {}

  /**
   * Returns the line.
   *
   * @param columns the local time at which each column starts
   * @param minutesBetweenLabels the columns at multiples of it, counted from midnight, have a label
   */
  static String of(List<LocalDateTime> columns, int minutesBetweenLabels) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < columns.size(); column++) {
      LocalDateTime time = columns.get(column);
      boolean isFree = column <= LAST_LABEL && (line.isEmpty() || line.length() < column);
      if (isFree && time.get(ChronoField.MINUTE_OF_DAY) % minutesBetweenLabels == 0) {
        line.append(" ".repeat(column - line.length())).append(TIME.format(time));
      }
    }
    return line.toString();
  }
}
