// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.internal.paging.PagedIterables;
import io.github.oura4j.internal.util.DocumentId;
import io.github.oura4j.internal.util.NonNullElements;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documents of one data type: lists them and fetches single documents by id.
 *
 * <p><b>Pagination.</b> Every method that lists documents follows Oura's next tokens to the last
 * page. They differ in memory use: {@link #list()} collects the documents of all pages in memory;
 * {@link #iterate()}, {@link #stream()} and {@link #pages()} fetch each page lazily, when its first
 * document is needed, and hold one page at a time. {@link ListOptions} can make them fetch pages
 * before that. Nothing is cached: each iterator and each stream starts again at the first page.
 *
 * <p><b>Errors.</b> All methods throw an {@link io.github.oura4j.error.OuraException} when a
 * request fails or Oura rejects it; with a lazy method, this happens while iterating. Failed
 * requests are retried first: see {@link RetryPolicy}.
 *
 * <p>Safe for use by multiple threads; an iterator or stream must be used by one thread only.
 *
 * @param <T> the type of the documents
 */
public interface Documents<T extends Document> {

  /**
   * Returns the pages of the list as Oura returns them, fetched lazily.
   *
   * @param options the properties to request
   * @return the pages; each iterator sends its own requests
   */
  Iterable<Page<T>> pages(ListOptions options);

  /**
   * Returns the pages of the list as Oura returns them, fetched lazily.
   *
   * @return the pages; each iterator sends its own requests
   */
  default Iterable<Page<T>> pages() {
    return pages(ListOptions.defaults());
  }

  /**
   * Returns all documents of the list, from all pages.
   *
   * @return the documents in Oura's order
   */
  default List<T> list() {
    return list(ListOptions.defaults());
  }

  /**
   * Returns all documents of the list, from all pages.
   *
   * @param options the properties to request
   * @return the documents in Oura's order
   */
  default List<T> list(ListOptions options) {
    return PagedIterables.list(pages(options));
  }

  /**
   * Iterates over all documents of the list, fetching each page when it is needed.
   *
   * @return the documents in Oura's order; each iterator sends its own requests
   */
  default Iterable<T> iterate() {
    return PagedIterables.iterate(pages());
  }

  /**
   * Iterates over all documents of the list, fetching each page when it is needed.
   *
   * @param options the properties to request
   * @return the documents in Oura's order; each iterator sends its own requests
   */
  default Iterable<T> iterate(ListOptions options) {
    return PagedIterables.iterate(pages(options));
  }

  /**
   * Streams all documents of the list, fetching each page when it is needed. The stream does not
   * have to be closed.
   *
   * @return a sequential stream of the documents in Oura's order
   */
  default Stream<T> stream() {
    return PagedIterables.stream(pages());
  }

  /**
   * Streams all documents of the list, fetching each page when it is needed. The stream does not
   * have to be closed.
   *
   * @param options the properties to request
   * @return a sequential stream of the documents in Oura's order
   */
  default Stream<T> stream(ListOptions options) {
    return PagedIterables.stream(pages(options));
  }

  /**
   * Fetches one document by its id.
   *
   * @param id the id of the document, from a list or a webhook event
   * @return the document
   * @throws NotFoundException if the person has no document with this id
   * @throws IllegalArgumentException if the id is null or blank, or contains characters that are
   *     not allowed in a path segment, such as a slash
   */
  default T get(String id) {
    DocumentId.check(id);
    return stream()
        .filter(document -> Objects.equals(document.id(), id))
        .findFirst()
        .orElseThrow(InMemoryDatedDocuments::notFound);
  }

  /**
   * Fetches one document by its id, if it exists.
   *
   * @param id the id of the document, from a list or a webhook event
   * @return the document, or empty if the person has no document with this id
   * @throws IllegalArgumentException if the id is null or blank, or contains characters that are
   *     not allowed in a path segment, such as a slash
   */
  default Optional<T> find(String id) {
    try {
      return Optional.of(get(id));
    } catch (NotFoundException notFound) {
      if (notFound.isUnknownPath()) {
        throw notFound;
      }
      return Optional.empty();
    }
  }

  /**
   * Returns documents that are held in memory, as a test double for code that uses this interface.
   * All methods work as with Oura, except that {@link ListOptions} are ignored; nothing is sent.
   *
   * @param <T> the type of the documents
   * @param documents the documents, in the order in which they are listed
   * @return the documents as a list of one page
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied immediately and never written to
  static <T extends Document> Documents<T> of(T... documents) {
    List<Page<T>> pages = List.of(Page.of(NonNullElements.copyOf(documents, "documents"), null));
    return options -> {
      Objects.requireNonNull(options, "options must not be null");
      return pages;
    };
  }
}
