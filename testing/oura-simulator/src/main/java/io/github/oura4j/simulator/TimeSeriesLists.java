// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pages of rows between two moments, oldest first, and the newest row alone. */
final class TimeSeriesLists {
  private static final Duration DEFAULT = Duration.ofHours(24);

  /** What is asked beyond this, Oura leaves out without a word. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private final int pageSize;

  TimeSeriesLists(int pageSize) {
    this.pageSize = pageSize;
  }

  <T> JsonNode page(Asked asked, Life life, TimeSeries<T> series, boolean sandbox) {
    FieldSelection fields = FieldSelection.of(asked, !sandbox);
    if (asked.flag("latest") && !sandbox) {
      return Json.page(series.latest(life).stream().toList(), fields, null);
    }
    Span span =
        asked
            .text("next_token")
            .map(text -> span(NextToken.parse(text, life, series.path())))
            .orElseGet(() -> span(asked, life));
    List<T> found = series.between(life, span.start(), span.end()).limit(pageSize + 1L).toList();
    if (found.size() <= pageSize) {
      return Json.page(found, fields, null);
    }
    Instant nextStart = series.time(found.get(pageSize));
    String next =
        NextToken.of(nextStart.toEpochMilli(), span.end().toEpochMilli()).text(life, series.path());
    return Json.page(found.subList(0, pageSize), fields, next);
  }

  private static Span span(NextToken token) {
    return new Span(
        Instant.ofEpochMilli(Long.parseLong(token.part(0))),
        Instant.ofEpochMilli(Long.parseLong(token.part(1))));
  }

  private static Span span(Asked asked, Life life) {
    Optional<Instant> askedEnd = asked.instant("end_datetime");
    Instant end = askedEnd.orElseGet(() -> life.now().plusMillis(1));
    Instant start = asked.instant("start_datetime").orElseGet(() -> end.minus(DEFAULT));
    if (start.isAfter(end)) {
      throw Refusal.badRequest("The start_datetime is after the end_datetime.");
    }
    Instant latestEnd = start.plus(LONGEST);
    return new Span(start, end.isAfter(latestEnd) ? latestEnd : end);
  }
}
