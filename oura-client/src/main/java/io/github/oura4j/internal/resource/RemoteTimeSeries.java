// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.resource;

import io.github.oura4j.ListOptions;
import io.github.oura4j.TimeRange;
import io.github.oura4j.TimeSeries;
import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.internal.paging.PageChain;
import io.github.oura4j.internal.paging.PageIterator;
import io.github.oura4j.internal.paging.PageSource;
import io.github.oura4j.internal.paging.PagedIterables;
import io.github.oura4j.internal.paging.Prefetch;
import io.github.oura4j.internal.paging.TokenRequests;
import io.github.oura4j.internal.util.InstantInterval;
import io.github.oura4j.model.Page;
import io.github.oura4j.model.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A time series that is fetched from Oura.
 *
 * <p>Oura returns at most 30 days for a request and silently omits the rest. Longer ranges are
 * therefore requested in windows, and each sample is taken from the window that contains its
 * timestamp. A window has many pages, which can be requested only one after the other, so windows
 * that are requested at once are shorter: otherwise most of their pages would have to be kept until
 * those of the first one have been read.
 *
 * @param listPage the generated method that fetches a page of the list
 * @param clock provides the current time and the person's time zone
 * @param sandbox whether Oura's sandbox is read, whose samples may have other dates than requested
 * @param executor runs the requests for pages that are fetched before they are read
 */
public record RemoteTimeSeries<T extends Sample>(
    ListPage<T> listPage, Clock clock, boolean sandbox, Executor executor)
    implements TimeSeries<T> {

  /** The signature of the generated methods that fetch a page of a list. */
  @FunctionalInterface
  public interface ListPage<T> {
    Page<T> page(
        @Nullable OffsetDateTime start,
        @Nullable OffsetDateTime end,
        @Nullable String nextToken,
        @Nullable Boolean latest,
        @Nullable String fields);
  }

  private static final int MAX_WINDOW_DAYS = 30;
  private static final int MAX_PARALLEL_WINDOW_DAYS = 10;

  /** More than the pages of a parallel window, which has 13 if there are 1,200 samples a day. */
  private static final int PAGES_PER_PARALLEL_REQUEST = 16;

  @Override
  public Iterable<Page<T>> pages(TimeRange range, ListOptions options) {
    Objects.requireNonNull(range, "range must not be null");
    Objects.requireNonNull(options, "options must not be null");
    Instant now = clock.instant();
    InstantInterval interval =
        new InstantInterval(range.start(now, clock.getZone()), range.end(now, clock.getZone()));
    String fields = FieldsParameter.of(options, List.of("timestamp"));
    Duration windowLength = windowLength(interval, options.parallelRequests());
    Prefetch prefetch = PrefetchOption.of(options, PAGES_PER_PARALLEL_REQUEST, executor);
    return () -> new PageIterator<>(windows(interval, windowLength, fields), prefetch);
  }

  private static Duration windowLength(InstantInterval interval, int parallelRequests) {
    if (parallelRequests == 1) {
      return Duration.ofDays(MAX_WINDOW_DAYS);
    }
    Duration share = Duration.between(interval.start(), interval.end()).dividedBy(parallelRequests);
    long daysRoundedUp = share.minusNanos(1).toDays() + 1;
    return Duration.ofDays(Math.min(daysRoundedUp, MAX_PARALLEL_WINDOW_DAYS));
  }

  private List<Supplier<PageSource<Page<T>>>> windows(
      InstantInterval interval, Duration windowLength, @Nullable String fields) {
    Trimming<T> trimming = new Trimming<>(sandbox);
    TokenRequests requests = new TokenRequests();
    List<Supplier<PageSource<Page<T>>>> windows = new ArrayList<>();
    for (InstantInterval window : interval.widenedToSeconds().windows(windowLength)) {
      InstantInterval inRange = window.intersect(interval);
      Predicate<T> filter =
          trimming.filter(
              sample -> inRange.contains(sample.timestamp()),
              sample -> window.contains(sample.timestamp()));
      windows.add(() -> PageSource.filtered(pages(window, fields, requests), filter));
    }
    return windows;
  }

  private PageChain<Page<T>> pages(
      InstantInterval window, @Nullable String fields, TokenRequests requests) {
    return PageChain.of(
        token ->
            requests.page(
                token,
                () -> listPage.page(utc(window.start()), utc(window.end()), token, null, fields),
                () -> listPage.page(null, null, token, null, fields)));
  }

  /**
   * Takes the last sample of the response: where Oura ignores the parameter {@code latest}, as in
   * the sandbox, it returns a whole day, oldest first. Where there is no sample, Oura may respond
   * with status 404.
   */
  @Override
  public Optional<T> latest() {
    Iterable<Page<T>> pages =
        () -> PageIterator.of(token -> listPage.page(null, null, token, true, null));
    try {
      return PagedIterables.stream(pages).reduce((older, newer) -> newer);
    } catch (NotFoundException e) {
      if (e.isUnknownPath()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Returns the name of the class, but no data of the person. */
  @Override
  public String toString() {
    return "RemoteTimeSeries";
  }
}
