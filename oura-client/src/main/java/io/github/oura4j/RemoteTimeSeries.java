// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.Page;
import io.github.oura4j.model.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Samples that Oura keeps. Oura answers at most 30 days a request and leaves the rest out silently,
 * so longer ranges are asked for in windows; each sample counts in the window its time stamp lies
 * in.
 *
 * @param listPage the generated method that lists a page
 * @param clock tells now, and the person's time zone
 */
record RemoteTimeSeries<T extends Sample>(ListPage<T> listPage, Clock clock)
    implements TimeSeries<T> {

  /** The form of the generated methods that list a page. */
  @FunctionalInterface
  interface ListPage<T> {
    Page<T> page(
        @Nullable OffsetDateTime start,
        @Nullable OffsetDateTime end,
        @Nullable String nextToken,
        @Nullable Boolean latest,
        @Nullable String fields);
  }

  private static final Duration WINDOW = Duration.ofDays(30);

  @Override
  public Iterable<Page<T>> pages(TimeRange range, ListOptions options) {
    InstantInterval times = range.resolve(clock);
    InstantInterval asked = times.inWholeSeconds();
    String fields = options.parameter(List.of("timestamp"));
    return () ->
        new ConcatIterator<>(
            asked.windows(WINDOW).iterator(),
            window -> pagesOf(window, fields, window.within(times)));
  }

  private Iterator<Page<T>> pagesOf(
      InstantInterval window, @Nullable String fields, InstantInterval kept) {
    return Pages.walk(
        token -> listPage.page(utc(window.start()), utc(window.end()), token, null, fields),
        sample -> kept.contains(sample.timestamp()));
  }

  /**
   * Where Oura does not heed {@code latest}, as in the sandbox, it answers the last day, and the
   * newest comes last.
   */
  @Override
  public Optional<T> latest() {
    Iterable<Page<T>> pages =
        () -> Pages.walk(token -> listPage.page(null, null, token, true, null));
    return PagedIterables.stream(pages).reduce((older, newer) -> newer);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Names what it is, and nothing of what Oura keeps. */
  @Override
  public String toString() {
    return "RemoteTimeSeries";
  }
}
