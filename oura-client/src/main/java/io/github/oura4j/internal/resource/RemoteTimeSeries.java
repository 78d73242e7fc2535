// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.resource;

import io.github.oura4j.ListOptions;
import io.github.oura4j.TimeRange;
import io.github.oura4j.TimeSeries;
import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.internal.paging.ConcatIterator;
import io.github.oura4j.internal.paging.PageIterator;
import io.github.oura4j.internal.paging.PagedIterables;
import io.github.oura4j.internal.paging.TokenRequests;
import io.github.oura4j.internal.util.InstantInterval;
import io.github.oura4j.model.Page;
import io.github.oura4j.model.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A time series that is fetched from Oura.
 *
 * <p>Oura returns at most 30 days for a request and silently omits the rest. Longer ranges are
 * therefore requested in windows, and each sample is taken from the window that contains its
 * timestamp.
 *
 * @param listPage the generated method that fetches a page of the list
 * @param clock provides the current time and the person's time zone
 * @param sandbox whether Oura's sandbox is read, whose samples may have other dates than requested
 */
public record RemoteTimeSeries<T extends Sample>(ListPage<T> listPage, Clock clock, boolean sandbox)
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

  private static final Duration MAX_WINDOW = Duration.ofDays(30);

  @Override
  public Iterable<Page<T>> pages(TimeRange range, ListOptions options) {
    Objects.requireNonNull(range, "range must not be null");
    Objects.requireNonNull(options, "options must not be null");
    Instant now = clock.instant();
    InstantInterval interval =
        new InstantInterval(range.start(now, clock.getZone()), range.end(now, clock.getZone()));
    InstantInterval requested = interval.widenedToSeconds();
    String fields = FieldsParameter.of(options, List.of("timestamp"));
    return () -> {
      Trimming<T> trimming = new Trimming<>(sandbox);
      TokenRequests requests = new TokenRequests();
      return new ConcatIterator<>(
          requested.windows(MAX_WINDOW).iterator(),
          window -> {
            InstantInterval inRange = window.intersect(interval);
            return pages(
                window,
                fields,
                requests,
                trimming.filter(
                    sample -> inRange.contains(sample.timestamp()),
                    sample -> window.contains(sample.timestamp())));
          });
    };
  }

  private Iterator<Page<T>> pages(
      InstantInterval window,
      @Nullable String fields,
      TokenRequests requests,
      Predicate<T> filter) {
    return PageIterator.of(
        token ->
            requests.page(
                token,
                () -> listPage.page(utc(window.start()), utc(window.end()), token, null, fields),
                () -> listPage.page(null, null, token, null, fields)),
        filter);
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
