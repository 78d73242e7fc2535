// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.resource;

import io.github.oura4j.DateRange;
import io.github.oura4j.DatedDocuments;
import io.github.oura4j.ListOptions;
import io.github.oura4j.internal.paging.PageChain;
import io.github.oura4j.internal.paging.PageIterator;
import io.github.oura4j.internal.paging.PageSource;
import io.github.oura4j.internal.paging.Prefetch;
import io.github.oura4j.internal.paging.TokenRequests;
import io.github.oura4j.internal.util.DateInterval;
import io.github.oura4j.internal.util.DocumentId;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Dated documents that are fetched from Oura.
 *
 * <p>Oura's end date is inclusive for some data types and exclusive for others, workouts are found
 * by their UTC date, and the response for a single day can be empty although there is a document.
 * The requested dates are therefore widened by some days, and documents outside the range are
 * dropped.
 *
 * @param listPage the generated method that fetches a page of the list
 * @param getOne the generated method that fetches one document
 * @param rangeQuery how ranges are requested for the data type
 * @param clock provides today in the person's time zone
 * @param sandbox whether Oura's sandbox is read, whose documents may have other dates than
 *     requested
 * @param executor runs the requests for pages that are fetched before they are read
 */
public record RemoteDatedDocuments<T extends Document>(
    ListPage<T> listPage,
    Function<String, T> getOne,
    RangeQuery rangeQuery,
    Clock clock,
    boolean sandbox,
    Executor executor)
    implements DatedDocuments<T> {

  /** The signature of the generated methods that fetch a page of a list. */
  @FunctionalInterface
  public interface ListPage<T> {
    Page<T> page(
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        @Nullable String nextToken,
        @Nullable String fields);
  }

  private static final int DAYS_AFTER = 2;

  /** A window is one page as a rule, so that this is room for the windows after a slow one. */
  private static final int PAGES_PER_PARALLEL_REQUEST = 4;

  @Override
  public Iterable<Page<T>> pages(DateRange range, ListOptions options) {
    Objects.requireNonNull(range, "range must not be null");
    Objects.requireNonNull(options, "options must not be null");
    LocalDate today = LocalDate.now(clock);
    DateInterval interval = new DateInterval(range.firstDay(today), range.lastDay(today));
    String fields = FieldsParameter.of(options, rangeQuery.requiredFields());
    Prefetch prefetch = PrefetchOption.of(options, PAGES_PER_PARALLEL_REQUEST, executor);
    return () -> new PageIterator<>(windows(interval, fields), prefetch);
  }

  private List<Supplier<PageSource<Page<T>>>> windows(
      DateInterval interval, @Nullable String fields) {
    Set<String> undatedIds = new HashSet<>();
    Trimming<T> trimming = new Trimming<>(sandbox);
    TokenRequests requests = new TokenRequests();
    List<Supplier<PageSource<Page<T>>>> windows = new ArrayList<>();
    for (DateInterval window : interval.windows(rangeQuery.windowDays())) {
      DateInterval requested = window.widened(rangeQuery.daysBefore(), DAYS_AFTER);
      Predicate<T> filter =
          trimming.filter(
              document -> isInWindow(document, window, interval, undatedIds), requested::overlaps);
      windows.add(() -> PageSource.filtered(pages(requested, fields, requests), filter));
    }
    return windows;
  }

  private PageChain<Page<T>> pages(
      DateInterval requested, @Nullable String fields, TokenRequests requests) {
    return PageChain.of(
        token ->
            requests.page(
                token,
                () -> listPage.page(requested.first(), requested.last(), token, fields),
                () -> listPage.page(null, null, token, fields)));
  }

  /**
   * Returns whether a document is returned from this window. The widened windows overlap, but each
   * document is returned once: from the window of its first day, or from the first window if it
   * started before the range. A document without a day is returned from the first window that
   * contains it.
   */
  private boolean isInWindow(
      T document, DateInterval window, DateInterval range, Set<String> undatedIds) {
    LocalDate firstDay = document.firstDay();
    if (firstDay == null) {
      return document.id() == null || undatedIds.add(document.id());
    }
    LocalDate firstDayInRange = firstDay.isBefore(range.first()) ? range.first() : firstDay;
    return range.overlaps(document) && window.contains(firstDayInRange);
  }

  @Override
  public T get(String id) {
    return getOne.apply(DocumentId.check(id));
  }

  /** Returns the name of the class, but no data of the person. */
  @Override
  public String toString() {
    return "RemoteDatedDocuments";
  }
}
