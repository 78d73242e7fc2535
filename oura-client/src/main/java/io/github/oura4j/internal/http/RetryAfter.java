// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import io.github.oura4j.http.OuraResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Reads how long the server wants the client to wait before the next request: from {@code
 * Retry-After}, in seconds or as an HTTP date, otherwise from {@code X-RateLimit-Reset}, in Unix
 * seconds.
 *
 * <p>A header with an implausible value is ignored: not a number or date, not in the future, more
 * than a day ahead, or repeated with different values.
 */
public final class RetryAfter {
  /** No rate limit of Oura's lasts longer, so a longer wait must be a mistake of the server. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * Returns the wait that a response requests.
   *
   * @param response the response
   * @param now the current time, used only if the response has no {@code Date} header. Dates are
   *     compared with that header, so that a wrong local clock does not matter
   * @return a positive duration of at most one day, or empty if the response has no plausible value
   */
  public static Optional<Duration> in(OuraResponse response, Instant now) {
    Instant serverTime = singleValue(response, "Date").flatMap(RetryAfter::date).orElse(now);
    return singleValue(response, "Retry-After")
        .flatMap(
            value ->
                nonNegativeInteger(value)
                    .map(Duration::ofSeconds)
                    .or(() -> date(value).map(date -> Duration.between(serverTime, date))))
        .filter(RetryAfter::isPlausible)
        .or(
            () ->
                number(response, "X-RateLimit-Reset")
                    .map(seconds -> Duration.between(serverTime, Instant.ofEpochSecond(seconds)))
                    .filter(RetryAfter::isPlausible));
  }

  private static boolean isPlausible(Duration wait) {
    return wait.compareTo(Duration.ZERO) > 0 && wait.compareTo(LONGEST) <= 0;
  }

  /**
   * Returns the value of a header as a non-negative integer.
   *
   * @param response the response
   * @param name the name of the header
   * @return the number; empty if the header is missing, is not a number, or is repeated with
   *     different values
   */
  public static Optional<Long> number(OuraResponse response, String name) {
    return singleValue(response, name).flatMap(RetryAfter::nonNegativeInteger);
  }

  /** Returns the value of a header, or empty if it is missing or repeated with other values. */
  private static Optional<String> singleValue(OuraResponse response, String name) {
    List<String> values = response.headers(name).stream().map(String::strip).distinct().toList();
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Parses at most twelve digits: a larger number could overflow when converted to a time. */
  private static Optional<Long> nonNegativeInteger(String text) {
    return text.matches("[0-9]{1,12}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
