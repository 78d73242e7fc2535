// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documents of one data type. Every way to list them follows the pages to the end; {@link
 * #list()} gathers all, the others ask for a page when it is wanted.
 *
 * <p>All methods throw an {@link io.github.oura4j.error.OuraException} when Oura cannot be asked or
 * refuses. Safe across threads; an iterator belongs to one.
 *
 * @param <T> the type of the documents
 */
public interface Documents<T extends Document> {

  /**
   * Returns the pages of the list, as Oura cuts them.
   *
   * @param options which fields to ask for
   * @return the pages; each iterator asks anew
   */
  Iterable<Page<T>> pages(ListOptions options);

  /**
   * Returns the pages of the list, as Oura cuts them.
   *
   * @return the pages; each iterator asks anew
   */
  default Iterable<Page<T>> pages() {
    return pages(ListOptions.defaults());
  }

  /**
   * Lists the documents.
   *
   * @return all of them, in Oura's order
   */
  default List<T> list() {
    return list(ListOptions.defaults());
  }

  /**
   * Lists the documents.
   *
   * @param options which fields to ask for
   * @return all of them, in Oura's order
   */
  default List<T> list(ListOptions options) {
    return PagedIterables.list(pages(options));
  }

  /**
   * Goes through the documents, asking for a page when it is wanted.
   *
   * @return the documents; each iterator asks anew
   */
  default Iterable<T> iterate() {
    return PagedIterables.elements(pages());
  }

  /**
   * Goes through the documents, asking for a page when it is wanted.
   *
   * @param options which fields to ask for
   * @return the documents; each iterator asks anew
   */
  default Iterable<T> iterate(ListOptions options) {
    return PagedIterables.elements(pages(options));
  }

  /**
   * Streams the documents, asking for a page when it is wanted. The stream needs no closing.
   *
   * @return a sequential stream
   */
  default Stream<T> stream() {
    return PagedIterables.stream(pages());
  }

  /**
   * Streams the documents, asking for a page when it is wanted. The stream needs no closing.
   *
   * @param options which fields to ask for
   * @return a sequential stream
   */
  default Stream<T> stream(ListOptions options) {
    return PagedIterables.stream(pages(options));
  }

  /**
   * Fetches a document.
   *
   * @param id its id, as a list or a webhook event gave it
   * @return the document
   * @throws NotFoundException if the person has no such document
   * @throws IllegalArgumentException if the id is blank or holds characters that change the address
   */
  default T get(String id) {
    DocumentId.check(id);
    return stream()
        .filter(document -> Objects.equals(document.id(), id))
        .findFirst()
        .orElseThrow(NotFoundException::inMemory);
  }

  /**
   * Looks for a document.
   *
   * @param id its id, as a list or a webhook event gave it
   * @return the document, or empty when the person has no such document
   * @throws IllegalArgumentException if the id is blank or holds characters that change the address
   */
  default Optional<T> find(String id) {
    try {
      return Optional.of(get(id));
    } catch (NotFoundException none) {
      return Optional.empty();
    }
  }

  /**
   * Returns documents that stand in memory, for tests of code that uses this interface.
   *
   * @param <T> the type of the documents
   * @param documents the documents, in the order to list them in
   * @return a list of one page
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // copied at once, and nothing is written into it
  static <T extends Document> Documents<T> of(T... documents) {
    List<Page<T>> pages = List.of(Page.of(List.of(documents), null));
    return options -> pages;
  }
}
