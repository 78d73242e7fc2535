// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as the routes see it.
 *
 * @param path the path in its parts
 * @param query the parameters, decoded; of one that comes twice, the first
 * @param headers the one of a name, in any case
 */
record Asked(
    String method,
    List<String> path,
    Map<String, String> query,
    Function<String, Optional<String>> headers,
    String body) {

  private static final int DATE_LENGTH = "2026-01-31".length();

  static Map<String, String> parseQuery(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  boolean is(String wantedMethod) {
    return method.equals(wantedMethod);
  }

  Optional<String> header(String name) {
    return headers.apply(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  boolean flag(String name) {
    return text(name)
        .filter(value -> value.equalsIgnoreCase("true") || value.equals("1"))
        .isPresent();
  }

  Optional<LocalDate> date(String name) {
    return text(name).map(value -> parsed(name, value, "date_parsing", Asked::parseDate));
  }

  Optional<Instant> instant(String name) {
    return text(name).map(value -> parsed(name, value, "datetime_parsing", Asked::parseInstant));
  }

  private static <T> T parsed(String name, String value, String type, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (DateTimeException notATime) {
      throw Refusal.invalid("query", name, "This is not a valid value.", type);
    }
  }

  private static LocalDate parseDate(String value) {
    if (value.length() != DATE_LENGTH) {
      throw new DateTimeException("no date");
    }
    return LocalDate.parse(value);
  }

  /** A time stamp without a zone is UTC, and a date is its first moment. */
  private static Instant parseInstant(String value) {
    if (value.length() <= DATE_LENGTH) {
      return parseDate(value).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    parseDate(value.substring(0, DATE_LENGTH));
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(value, OffsetDateTime::from, LocalDateTime::from);
    return parsed instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : Instant.from(parsed);
  }

  /** What is encoded wrongly is taken as it stands. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
