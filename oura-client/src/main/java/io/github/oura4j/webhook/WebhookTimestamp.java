// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the timestamp that is signed together with an event.
 *
 * <p>Oura sends Unix milliseconds, but has not documented it. All formats are accepted that cannot
 * be confused with each other: Unix milliseconds; Unix seconds, with or without a fraction; and ISO
 * 8601, where a missing offset means UTC as everywhere in the API. This is safe, because the
 * signature covers the text of the header.
 */
final class WebhookTimestamp {
  /** Ten digits are sufficient until the year 2286; as milliseconds, they would be in 1970. */
  private static final Pattern SECONDS = Pattern.compile("(\\d{10})(?:\\.\\d{1,9})?");

  private static final Pattern MILLISECONDS = Pattern.compile("\\d{13}");

  private WebhookTimestamp() {}

  static Instant parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new WebhookRejectedException(401, "The header x-oura-timestamp is missing.");
    }
    Matcher seconds = SECONDS.matcher(header);
    if (seconds.matches()) {
      return Instant.ofEpochSecond(Long.parseLong(seconds.group(1)));
    }
    if (MILLISECONDS.matcher(header).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(header));
    }
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              header, OffsetDateTime::from, LocalDateTime::from);
      return parsed instanceof LocalDateTime utc
          ? utc.toInstant(ZoneOffset.UTC)
          : Instant.from(parsed);
    } catch (DateTimeException e) {
      throw new WebhookRejectedException(401, "The header x-oura-timestamp is not a timestamp.");
    }
  }
}
