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
 * How long a server asks to be left alone: {@code Retry-After} in seconds or as a date, then {@code
 * X-RateLimit-Reset} in Unix seconds. Nonsense counts as not said: words, the past, two that
 * differ, more than a day.
 */
public final class RetryAfter {
  /** No limit of Oura lasts longer; whoever names more than that has made a mistake. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * Returns the wait that an answer asks for.
   *
   * @param response the answer
   * @param now the time of this machine; dates are counted from the answer's own {@code Date} where
   *     it has one, so that a clock that is wrong here does no harm
   * @return a positive duration of a day at most, or empty when the answer names none that makes
   *     sense
   */
  public static Optional<Duration> in(OuraResponse response, Instant now) {
    Instant then = single(response, "Date").flatMap(RetryAfter::date).orElse(now);
    return single(response, "Retry-After")
        .flatMap(
            value ->
                wholeNumber(value)
                    .map(Duration::ofSeconds)
                    .or(() -> date(value).map(date -> Duration.between(then, date))))
        .filter(RetryAfter::isSensible)
        .or(
            () ->
                number(response, "X-RateLimit-Reset")
                    .map(seconds -> Duration.between(then, Instant.ofEpochSecond(seconds)))
                    .filter(RetryAfter::isSensible));
  }

  private static boolean isSensible(Duration wait) {
    return wait.compareTo(Duration.ZERO) > 0 && wait.compareTo(LONGEST) <= 0;
  }

  /**
   * Returns the whole number that a header holds.
   *
   * @param response the answer
   * @param name the header's name
   * @return a number from 0 on, or empty when there is none, or several, or what is none
   */
  public static Optional<Long> number(OuraResponse response, String name) {
    return single(response, name).flatMap(RetryAfter::wholeNumber);
  }

  /** Returns the value of a header that came once, or more often with the same value. */
  private static Optional<String> single(OuraResponse response, String name) {
    List<String> values = response.headers(name).stream().map(String::strip).distinct().toList();
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Returns a number of at most twelve digits: more overflow what is reckoned with them. */
  private static Optional<Long> wholeNumber(String text) {
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
