// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A request to the simulator, independent of the HTTP server.
 *
 * @param method the HTTP method
 * @param path the decoded segments of the path
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

  /** Splits a path, which starts with a slash, into its segments, and decodes them. */
  public static List<String> parsePath(String path) {
    return Stream.of(path.substring(1).split("/", -1))
        .map(SimulatedRequest::decodeSegment)
        .toList();
  }

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

  /** Returns the path in one piece, decoded and starting with a slash. */
  public String decodedPath() {
    return "/" + String.join("/", path);
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
    return text(name).map(value -> time(name, value, "date_parsing").date());
  }

  /**
   * Returns the timestamp in a query parameter; throws {@link ErrorResponse} if it is malformed.
   */
  public Optional<Instant> instant(String name) {
    return text(name).map(value -> time(name, value, "datetime_parsing").instant());
  }

  private static QueryTime time(String name, String value, String errorType) {
    try {
      return QueryTime.parse(value);
    } catch (DateTimeException malformed) {
      throw ErrorResponse.invalid("query", name, "This is not a valid value.", errorType);
    }
  }

  /** A plus sign in a path stands for itself, and in a query for a space. */
  private static String decodeSegment(String segment) {
    return decode(segment.replace("+", "%2B"));
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
