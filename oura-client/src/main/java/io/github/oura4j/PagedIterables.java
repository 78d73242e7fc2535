// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The ways to go through pages element by element. */
final class PagedIterables {
  private PagedIterables() {}

  static <T> Iterable<T> elements(Iterable<Page<T>> pages) {
    return () -> new ConcatIterator<>(pages.iterator(), page -> page.data().iterator());
  }

  static <T> Stream<T> stream(Iterable<Page<T>> pages) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(elements(pages).iterator(), Spliterator.ORDERED),
        false);
  }

  static <T> List<T> list(Iterable<Page<T>> pages) {
    List<T> all = new ArrayList<>();
    pages.forEach(page -> all.addAll(page.data()));
    return all;
  }
}
