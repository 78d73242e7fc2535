// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The documents of one data type that belong to days. Without a range, the methods ask for
 * yesterday and today.
 *
 * <p>A range is inclusive at both ends for every type, however Oura counts for that type: more is
 * asked for, and only what belongs to the range is kept. Types with a start and an end day keep
 * what touches the range.
 *
 * @param <T> the type of the documents
 */
public interface DatedDocuments<T extends Document> extends Documents<T> {

  /**
   * Returns the pages of a range.
   *
   * @param range the days
   * @param options which fields to ask for
   * @return the pages, which can be empty ones; each iterator asks anew
   * @throws IllegalArgumentException if the range starts after its end
   */
  Iterable<Page<T>> pages(DateRange range, ListOptions options);

  @Override
  default Iterable<Page<T>> pages(ListOptions options) {
    return pages(DateRange.lastDays(2), options);
  }

  /**
   * Returns the pages of a range.
   *
   * @param range the days
   * @return the pages, which can be empty ones; each iterator asks anew
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Iterable<Page<T>> pages(DateRange range) {
    return pages(range, ListOptions.defaults());
  }

  /**
   * Lists the documents of a range.
   *
   * @param range the days
   * @return all of them, in Oura's order
   * @throws IllegalArgumentException if the range starts after its end
   */
  default List<T> list(DateRange range) {
    return list(range, ListOptions.defaults());
  }

  /**
   * Lists the documents of a range.
   *
   * @param range the days
   * @param options which fields to ask for
   * @return all of them, in Oura's order
   * @throws IllegalArgumentException if the range starts after its end
   */
  default List<T> list(DateRange range, ListOptions options) {
    return PagedIterables.list(pages(range, options));
  }

  /**
   * Goes through the documents of a range, asking for a page when it is wanted.
   *
   * @param range the days
   * @return the documents; each iterator asks anew
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Iterable<T> iterate(DateRange range) {
    return PagedIterables.elements(pages(range));
  }

  /**
   * Goes through the documents of a range, asking for a page when it is wanted.
   *
   * @param range the days
   * @param options which fields to ask for
   * @return the documents; each iterator asks anew
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Iterable<T> iterate(DateRange range, ListOptions options) {
    return PagedIterables.elements(pages(range, options));
  }

  /**
   * Streams the documents of a range, asking for a page when it is wanted. The stream needs no
   * closing.
   *
   * @param range the days
   * @return a sequential stream
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Stream<T> stream(DateRange range) {
    return PagedIterables.stream(pages(range));
  }

  /**
   * Streams the documents of a range, asking for a page when it is wanted. The stream needs no
   * closing.
   *
   * @param range the days
   * @param options which fields to ask for
   * @return a sequential stream
   * @throws IllegalArgumentException if the range starts after its end
   */
  default Stream<T> stream(DateRange range, ListOptions options) {
    return PagedIterables.stream(pages(range, options));
  }

  @Override
  default T get(String id) {
    DocumentId.check(id);
    DateRange sinceThereAreRings = DateRange.since(LocalDate.of(2015, 1, 1));
    return stream(sinceThereAreRings)
        .filter(document -> Objects.equals(document.id(), id))
        .findFirst()
        .orElseThrow(NotFoundException::inMemory);
  }

  /**
   * Returns documents that stand in memory, for tests of code that uses this interface. Without a
   * range, all of them are listed, whatever the day.
   *
   * @param <T> the type of the documents
   * @param documents the documents, in the order to list them in
   * @return lists of one page
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // copied at once, and nothing is written into it
  static <T extends Document> DatedDocuments<T> of(T... documents) {
    return new InMemoryDocuments<>(List.of(documents));
  }
}
