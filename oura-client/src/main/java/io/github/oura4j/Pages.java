// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.Page;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks typed pages and keeps what belongs to the range that was asked for. */
final class Pages {
  private Pages() {}

  static <T> Iterator<Page<T>> walk(Function<@Nullable String, Page<T>> fetch) {
    return new PageIterator<>(fetch, Page::nextToken, page -> page.data().isEmpty());
  }

  static <T> Iterator<Page<T>> walk(
      Function<@Nullable String, Page<T>> fetch, Predicate<T> belongs) {
    Iterator<Page<T>> pages = walk(fetch);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pages.hasNext();
      }

      @Override
      public Page<T> next() {
        Page<T> page = pages.next();
        List<T> kept = page.data().stream().filter(belongs).toList();
        return new Page<>(kept, page.nextToken(), page.unknownProperties());
      }
    };
  }
}
