// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

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
 * A request to the simulator, independent of the HTTP server.
 *
 * @param method the HTTP method
 * @param path the segments of the path
 * @param query the decoded query parameters; of a repeated parameter, the first value
 * @param headers returns the value of a header by its case-insensitive name
 * @param body the body, empty if there is none
 */
public record SimulatedRequest(
    String method,
    List<String> path,
    Map<String, String> query,
    Function<String, Optional<String>> headers,
    String body) {

  private static final int DATE_LENGTH = "2026-01-31".length();

  /** Decodes a query string or a form body. */
  public static Map<String, String> parseQuery(String query) {
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

  /** Returns whether the request has an HTTP method. */
  public boolean hasMethod(String expectedMethod) {
    return method.equals(expectedMethod);
  }

  /** Returns the value of a header, whose name is case-insensitive. */
  public Optional<String> header(String name) {
    return headers.apply(name);
  }

  /** Returns the value of a query parameter, unless it is missing or empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** Returns whether a query parameter has a value that means true. */
  public boolean flag(String name) {
    return text(name)
        .filter(value -> value.equalsIgnoreCase("true") || value.equals("1"))
        .isPresent();
  }

  /** Returns the date in a query parameter; throws {@link ErrorResponse} if it is malformed. */
  public Optional<LocalDate> date(String name) {
    return text(name)
        .map(value -> parsed(name, value, "date_parsing", SimulatedRequest::parseDate));
  }

  /**
   * Returns the timestamp in a query parameter; throws {@link ErrorResponse} if it is malformed.
   */
  public Optional<Instant> instant(String name) {
    return text(name)
        .map(value -> parsed(name, value, "datetime_parsing", SimulatedRequest::parseInstant));
  }

  private static <T> T parsed(String name, String value, String type, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (DateTimeException malformed) {
      throw ErrorResponse.invalid("query", name, "This is not a valid value.", type);
    }
  }

  /** Accepts exactly four digits of year; {@link LocalDate#parse} accepts more. */
  private static LocalDate parseDate(String value) {
    if (value.length() != DATE_LENGTH) {
      throw new DateTimeException("not a date of the form YYYY-MM-DD");
    }
    return LocalDate.parse(value);
  }

  /** A timestamp without an offset is in UTC, and a date stands for its first instant in UTC. */
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

  /** Malformed percent-encoding is kept as it is. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
