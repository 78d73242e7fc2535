// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import io.github.oura4j.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Turns pages into an iterable, a stream or a list of their elements. */
public final class PagedIterables {
  private PagedIterables() {}

  /** Returns the elements of all pages; each page is fetched when its first element is needed. */
  public static <T> Iterable<T> iterate(Iterable<Page<T>> pages) {
    return () -> new ConcatIterator<>(pages.iterator(), page -> page.data().iterator());
  }

  /** Streams the elements of all pages; each page is fetched when its first element is needed. */
  public static <T> Stream<T> stream(Iterable<Page<T>> pages) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterate(pages).iterator(), Spliterator.ORDERED), false);
  }

  /** Fetches all pages and collects their elements in memory. */
  public static <T> List<T> list(Iterable<Page<T>> pages) {
    ArrayList<T> elements = new ArrayList<>();
    for (Page<T> page : pages) {
      // Not addAll, which copies the references twice.
      elements.ensureCapacity(elements.size() + page.data().size());
      page.data().forEach(elements::add);
    }
    return elements;
  }
}
