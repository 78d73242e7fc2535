// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Dated documents that Oura keeps. Oura's end date is included for some types and not for others,
 * workouts are found by their UTC date, and a single day can come back empty: so more days are
 * asked for, and the answer is trimmed.
 *
 * @param listPage the generated method that lists a page
 * @param getOne the generated method that fetches one document
 * @param dating how documents of the type tell their days
 * @param clock tells today, in the person's time zone
 */
record RemoteDatedDocuments<T extends Document>(
    ListPage<T> listPage, Function<String, T> getOne, RangeQuery dating, Clock clock)
    implements DatedDocuments<T> {

  /** The form of the generated methods that list a page. */
  @FunctionalInterface
  interface ListPage<T> {
    Page<T> page(
        LocalDate startDate,
        LocalDate endDate,
        @Nullable String nextToken,
        @Nullable String fields);
  }

  /**
   * How documents of a type tell their days.
   *
   * @param daysBefore how long before the range one may start that touches it
   * @param windowDays how many days are asked for at a time, so that one answer stays of a size to
   *     hold in memory
   * @param fields the properties that ranges need
   */
  record RangeQuery(int daysBefore, int windowDays, List<String> fields) {
    static final RangeQuery DAY = new RangeQuery(2, 90, List.of("id", "day"));

    /** These are few, and one of them can go on for years. */
    static final RangeQuery SPAN =
        new RangeQuery(3 * 365, 10 * 365, List.of("id", "start_day", "end_day"));
  }

  private static final int DAYS_AFTER = 2;

  @Override
  public Iterable<Page<T>> pages(DateRange range, ListOptions options) {
    DateInterval days = range.resolve(LocalDate.now(clock));
    String fields = options.parameter(dating.fields);
    return () -> {
      Set<String> undated = new HashSet<>();
      return new ConcatIterator<>(
          days.windows(dating.windowDays).iterator(),
          window -> pagesOf(window, fields, document -> belongs(document, window, days, undated)));
    };
  }

  private Iterator<Page<T>> pagesOf(
      DateInterval window, @Nullable String fields, Predicate<T> belongs) {
    DateInterval asked = window.widened(dating.daysBefore, DAYS_AFTER);
    return Pages.walk(token -> listPage.page(asked.first(), asked.last(), token, fields), belongs);
  }

  /**
   * Each document is kept once: in the window of its first day, or in the first one when it started
   * before the range.
   */
  private boolean belongs(
      T document, DateInterval window, DateInterval range, Set<String> undated) {
    LocalDate first = document.firstDay();
    if (first == null) {
      return document.id() == null || undated.add(document.id());
    }
    LocalDate counted = first.isBefore(range.first()) ? range.first() : first;
    return range.touchedBy(document) && window.contains(counted);
  }

  @Override
  public T get(String id) {
    return getOne.apply(DocumentId.check(id));
  }

  /** Names what it is, and nothing of what Oura keeps. */
  @Override
  public String toString() {
    return "RemoteDatedDocuments";
  }
}
