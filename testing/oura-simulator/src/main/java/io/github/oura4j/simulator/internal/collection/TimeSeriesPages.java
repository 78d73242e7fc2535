// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.person.TimeInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Serves pages of time series, oldest sample first, and the newest sample alone. */
final class TimeSeriesPages {
  private static final Duration DEFAULT_RANGE = Duration.ofHours(24);

  /** Oura silently omits what is beyond this range. */
  private static final Duration MAX_RANGE = Duration.ofDays(30);

  private final int pageSize;

  TimeSeriesPages(int pageSize) {
    this.pageSize = pageSize;
  }

  /** Reads one sample more than fits on the page, because the next page starts at its time. */
  <T> JsonNode page(
      SimulatedRequest request, PersonModel person, TimeSeries<T> series, boolean sandbox) {
    FieldSelection fields = FieldSelection.of(request, !sandbox);
    if (request.flag("latest") && !sandbox) {
      return JsonPage.of(series.latest(person).stream().toList(), fields, null);
    }
    TimeInterval range =
        request
            .text("next_token")
            .map(text -> range(NextToken.parse(text, person, series.path())))
            .orElseGet(() -> range(request, person));
    if (sandbox) {
      return JsonPage.of(SandboxDates.samples(series, person, range), fields, null);
    }
    List<T> found =
        series.between(person, range.start(), range.end()).limit(pageSize + 1L).toList();
    if (found.size() <= pageSize) {
      return JsonPage.of(found, fields, null);
    }
    Instant nextStart = series.time(found.get(pageSize));
    String nextToken =
        NextToken.of(nextStart.toEpochMilli(), range.end().toEpochMilli())
            .encode(person, series.path());
    return JsonPage.of(found.subList(0, pageSize), fields, nextToken);
  }

  private static TimeInterval range(NextToken token) {
    return new TimeInterval(
        Instant.ofEpochMilli(Long.parseLong(token.part(0))),
        Instant.ofEpochMilli(Long.parseLong(token.part(1))));
  }

  private static TimeInterval range(SimulatedRequest request, PersonModel person) {
    Instant end = request.instant("end_datetime").orElseGet(() -> person.now().plusMillis(1));
    Instant start = request.instant("start_datetime").orElseGet(() -> end.minus(DEFAULT_RANGE));
    if (start.isAfter(end)) {
      throw ErrorResponse.badRequest("The start_datetime is after the end_datetime.");
    }
    Instant latestEnd = start.plus(MAX_RANGE);
    return new TimeInterval(start, end.isAfter(latestEnd) ? latestEnd : end);
  }
}
