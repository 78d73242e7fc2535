// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.Page;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Creates iterators over the pages of a list, optionally filtering the elements of each page. */
final class Pages {
  private Pages() {}

  /**
   * Iterates over the pages of a list.
   *
   * @param fetchPage fetches the page of a next token, or the first page for null
   */
  static <T> Iterator<Page<T>> iterator(Function<@Nullable String, Page<T>> fetchPage) {
    return new PageIterator<>(fetchPage, Page::nextToken, page -> page.data().isEmpty());
  }

  /**
   * Iterates over the pages of a list and drops the elements that do not match. A page that becomes
   * empty is still returned.
   *
   * @param fetchPage fetches the page of a next token, or the first page for null
   * @param filter returns whether to keep an element
   */
  static <T> Iterator<Page<T>> iterator(
      Function<@Nullable String, Page<T>> fetchPage, Predicate<T> filter) {
    Iterator<Page<T>> pages = iterator(fetchPage);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pages.hasNext();
      }

      @Override
      public Page<T> next() {
        Page<T> page = pages.next();
        List<T> matching = page.data().stream().filter(filter).toList();
        return new Page<>(matching, page.nextToken(), page.unknownProperties());
      }
    };
  }
}
