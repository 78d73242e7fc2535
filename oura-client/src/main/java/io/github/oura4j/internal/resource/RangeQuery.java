// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.resource;

import java.util.List;

/**
 * How a range of days is requested for a data type.
 *
 * @param daysBefore the number of days to request before the range, to find documents that start
 *     before it and overlap it
 * @param windowDays the maximum length of a window, which keeps the size of a response small enough
 *     for memory
 * @param requiredFields the properties that are needed to check whether a document is in the range
 */
public record RangeQuery(int daysBefore, int windowDays, List<String> requiredFields) {
  /** For data types whose documents have one day. */
  public static final RangeQuery BY_DAY = new RangeQuery(2, 90, List.of("id", "day"));

  /**
   * For data types whose documents have a start and an end day. Such documents are few, and one of
   * them can span years.
   */
  public static final RangeQuery BY_DATE_SPAN =
      new RangeQuery(3 * 365, 10 * 365, List.of("id", "start_day", "end_day"));
}
