// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * A date or timestamp in a query parameter, in any form that Oura accepts: a date, or a date and a
 * time with {@code T} or a space between them, with or without a fraction of a second and a UTC
 * offset. Every parameter accepts every form.
 *
 * @param date the date as written
 * @param instant the instant; without an offset the timestamp is in UTC, and a date stands for its
 *     first instant in UTC
 */
record QueryTime(LocalDate date, Instant instant) {
  private static final int DATE_LENGTH = "2026-01-31".length();
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * Parses a value.
   *
   * @throws DateTimeException if it has another form, or does not exist
   */
  static QueryTime parse(String value) {
    if (value.length() <= DATE_LENGTH) {
      LocalDate date = parseDate(value);
      return new QueryTime(date, date.atStartOfDay().toInstant(ZoneOffset.UTC));
    }
    LocalDate date = parseDate(value.substring(0, DATE_LENGTH));
    TemporalAccessor timestamp =
        TIMESTAMP.parseBest(withT(value), OffsetDateTime::from, LocalDateTime::from);
    return new QueryTime(
        date,
        timestamp instanceof LocalDateTime local
            ? local.toInstant(ZoneOffset.UTC)
            : Instant.from(timestamp));
  }

  /** Accepts exactly four digits of year; {@link LocalDate#parse} accepts more. */
  private static LocalDate parseDate(String value) {
    if (value.length() != DATE_LENGTH) {
      throw new DateTimeException("not a date of the form YYYY-MM-DD");
    }
    return LocalDate.parse(value);
  }

  /** The client of another project sends a space, as Python writes timestamps. */
  private static String withT(String value) {
    return value.charAt(DATE_LENGTH) == ' '
        ? value.substring(0, DATE_LENGTH) + 'T' + value.substring(DATE_LENGTH + 1)
        : value;
  }
}
