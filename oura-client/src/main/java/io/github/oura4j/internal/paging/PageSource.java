// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import io.github.oura4j.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One window of a list: its pages as Oura sends them, and what the list returns of each.
 *
 * @param chain the pages
 * @param trim is applied to each page in the thread that reads the list, in the order of the list
 * @param <P> the type of a page
 */
public record PageSource<P>(PageChain<P> chain, UnaryOperator<P> trim) {

  /** A window whose pages are returned as Oura sends them. */
  public static <P> PageSource<P> whole(PageChain<P> chain) {
    return new PageSource<>(chain, UnaryOperator.identity());
  }

  /**
   * A window of whose pages only matching elements are returned. A page that becomes empty is still
   * returned.
   */
  public static <T> PageSource<Page<T>> filtered(PageChain<Page<T>> chain, Predicate<T> filter) {
    return new PageSource<>(chain, page -> matching(page, filter));
  }

  /**
   * Returns the page itself if all elements match, as in most pages of a time series. Each element
   * is tested once, because filters can have a state.
   */
  private static <T> Page<T> matching(Page<T> page, Predicate<T> filter) {
    List<T> data = page.data();
    int end = 0;
    while (end < data.size() && filter.test(data.get(end))) {
      end++;
    }
    if (end == data.size()) {
      return page;
    }
    List<T> matching = new ArrayList<>(data.subList(0, end));
    data.stream().skip(end + 1L).filter(filter).forEach(matching::add);
    return new Page<>(matching, page.nextToken(), page.unknownProperties());
  }
}
