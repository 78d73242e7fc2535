// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.internal.paging.PagedIterables;
import io.github.oura4j.internal.util.DocumentId;
import io.github.oura4j.internal.util.NonNullElements;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The documents of one data type that have a day: lists the documents of a {@link DateRange} and
 * fetches single documents by id.
 *
 * <p><b>Default range.</b> Methods without a range use yesterday and today, in the time zone of the
 * client (see {@link OuraClient.Builder#zone}). Oura's own defaults are never used.
 *
 * <p><b>Range ends.</b> A range is inclusive at both ends for every data type, although Oura treats
 * the end date differently from type to type: the client requests a few more days and drops the
 * documents outside the range. A document with a start and an end day, such as a rest mode period,
 * is returned if it overlaps the range. A document without a day is returned in every range.
 *
 * <p><b>Long ranges.</b> A range can have any length. It is split into windows of consecutive days
 * that are requested one after the other, or several at once with {@link
 * ListOptions#withParallelRequests}, and each document is returned once. For pagination, memory
 * use, errors and thread safety, see {@link Documents}: {@code list} collects all documents in
 * memory; {@code iterate}, {@code stream} and {@code pages} hold one page at a time.
 *
 * @param <T> the type of the documents
 */
public interface DatedDocuments<T extends Document> extends Documents<T> {

  /**
   * Returns the pages of a range, fetched lazily. Because documents outside the range are dropped,
   * a page can be empty.
   *
   * @param range the days, inclusive at both ends
   * @param options the properties to request
   * @return the pages; each iterator sends its own requests
   * @throws IllegalArgumentException if the range starts after its end
   */
  Iterable<Page<T>> pages(DateRange range, ListOptions options);

  /**
   * Returns the pages of yesterday and today, fetched lazily. A page can be empty.
   *
   * @param options the properties to request
   * @return the pages; each iterator sends its own requests
   */
  @Override
  default Iterable<Page<T>> pages(ListOptions options) {
    return pages(DateRange.lastDays(2), options);
  }

  /**
   * Returns the pages of a range, fetched lazily. Because documents outside the range are dropped,
   * a page can be empty.
   *
   * @param range the days, inclusive at both ends
   * @return the pages; each iterator sends its own requests
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Iterable<Page<T>> pages(DateRange range) {
    return pages(range, ListOptions.defaults());
  }

  /**
   * Returns all documents of a range, from all pages.
   *
   * @param range the days, inclusive at both ends
   * @return the documents in Oura's order
   * @throws IllegalArgumentException if the range starts after its end
   */
  default List<T> list(DateRange range) {
    return list(range, ListOptions.defaults());
  }

  /**
   * Returns all documents of a range, from all pages.
   *
   * @param range the days, inclusive at both ends
   * @param options the properties to request
   * @return the documents in Oura's order
   * @throws IllegalArgumentException if the range starts after its end
   */
  default List<T> list(DateRange range, ListOptions options) {
    return PagedIterables.list(pages(range, options));
  }

  /**
   * Iterates over all documents of a range, fetching each page when it is needed.
   *
   * @param range the days, inclusive at both ends
   * @return the documents in Oura's order; each iterator sends its own requests
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Iterable<T> iterate(DateRange range) {
    return PagedIterables.iterate(pages(range));
  }

  /**
   * Iterates over all documents of a range, fetching each page when it is needed.
   *
   * @param range the days, inclusive at both ends
   * @param options the properties to request
   * @return the documents in Oura's order; each iterator sends its own requests
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Iterable<T> iterate(DateRange range, ListOptions options) {
    return PagedIterables.iterate(pages(range, options));
  }

  /**
   * Streams all documents of a range, fetching each page when it is needed. The stream does not
   * have to be closed.
   *
   * @param range the days, inclusive at both ends
   * @return a sequential stream of the documents in Oura's order
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Stream<T> stream(DateRange range) {
    return PagedIterables.stream(pages(range));
  }

  /**
   * Streams all documents of a range, fetching each page when it is needed. The stream does not
   * have to be closed.
   *
   * @param range the days, inclusive at both ends
   * @param options the properties to request
   * @return a sequential stream of the documents in Oura's order
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Stream<T> stream(DateRange range, ListOptions options) {
    return PagedIterables.stream(pages(range, options));
  }

  @Override
  default T get(String id) {
    DocumentId.check(id);
    DateRange sinceFirstOuraRing = DateRange.since(LocalDate.of(2015, 1, 1));
    return stream(sinceFirstOuraRing)
        .filter(document -> Objects.equals(document.id(), id))
        .findFirst()
        .orElseThrow(InMemoryDatedDocuments::notFound);
  }

  /**
   * Returns documents that are held in memory, as a test double for code that uses this interface.
   * Ranges are applied with the clock and the time zone of the system, and {@link ListOptions} are
   * ignored; nothing is sent. Unlike with Oura, methods without a range list all documents, so that
   * tests do not depend on the current date.
   *
   * @param <T> the type of the documents
   * @param documents the documents, in the order in which they are listed
   * @return the documents as lists of one page
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied immediately and never written to
  static <T extends Document> DatedDocuments<T> of(T... documents) {
    return new InMemoryDatedDocuments<>(NonNullElements.copyOf(documents, "documents"));
  }
}
