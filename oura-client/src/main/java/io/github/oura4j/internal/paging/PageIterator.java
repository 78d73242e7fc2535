// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import io.github.oura4j.error.OuraPagingException;
import io.github.oura4j.model.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the pages of a list by following next tokens, fetching each page when it is needed.
 *
 * <p>A list that would never end fails with an {@link OuraPagingException}: one that repeats a next
 * token, or that has many consecutive empty pages which all have a next token. If fetching a page
 * fails, the following call of {@link #next()} fetches the same page again.
 *
 * @param <P> the type of a page
 */
public final class PageIterator<P> implements Iterator<P> {
  /** An empty page with a next token is normal; more than this many in a row are an error. */
  private static final int MAX_CONSECUTIVE_EMPTY_PAGES = 100;

  private final Function<@Nullable String, P> fetchPage;
  private final Function<P, @Nullable String> nextTokenOf;
  private final Predicate<P> isEmpty;
  private final Set<String> followedTokens = new HashSet<>();
  private @Nullable String nextToken;
  private int consecutiveEmptyPages;
  private boolean finished;

  /**
   * Creates an iterator. Nothing is fetched yet.
   *
   * @param fetchPage fetches the page of a next token, or the first page for null
   * @param nextTokenOf returns the next token of a page; null or empty for the last page
   * @param isEmpty returns whether a page has no elements
   */
  public PageIterator(
      Function<@Nullable String, P> fetchPage,
      Function<P, @Nullable String> nextTokenOf,
      Predicate<P> isEmpty) {
    this.fetchPage = fetchPage;
    this.nextTokenOf = nextTokenOf;
    this.isEmpty = isEmpty;
  }

  /**
   * Iterates over the pages of a list.
   *
   * @param fetchPage fetches the page of a next token, or the first page for null
   */
  public static <T> Iterator<Page<T>> of(Function<@Nullable String, Page<T>> fetchPage) {
    return new PageIterator<>(fetchPage, Page::nextToken, page -> page.data().isEmpty());
  }

  /**
   * Iterates over the pages of a list and drops the elements that do not match. A page that becomes
   * empty is still returned.
   *
   * @param fetchPage fetches the page of a next token, or the first page for null
   * @param filter returns whether to keep an element
   */
  public static <T> Iterator<Page<T>> of(
      Function<@Nullable String, Page<T>> fetchPage, Predicate<T> filter) {
    Iterator<Page<T>> pages = of(fetchPage);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pages.hasNext();
      }

      @Override
      public Page<T> next() {
        return matching(pages.next(), filter);
      }
    };
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

  @Override
  public boolean hasNext() {
    return !finished;
  }

  @Override
  public P next() {
    if (finished) {
      throw new NoSuchElementException();
    }
    if (nextToken != null && followedTokens.contains(nextToken)) {
      throw endlessList("Oura sent the same next token twice");
    }
    P page = fetchPage.apply(nextToken);
    if (nextToken != null) {
      followedTokens.add(nextToken);
    }
    consecutiveEmptyPages = isEmpty.test(page) ? consecutiveEmptyPages + 1 : 0;
    if (consecutiveEmptyPages > MAX_CONSECUTIVE_EMPTY_PAGES) {
      throw endlessList(
          "Oura sent " + consecutiveEmptyPages + " empty pages in a row, each with a next token");
    }
    nextToken = nextTokenOf.apply(page);
    finished = nextToken == null || nextToken.isEmpty();
    return page;
  }

  private OuraPagingException endlessList(String reason) {
    return new OuraPagingException(
        reason
            + ", so the list would never end. "
            + followedTokens.size()
            + " next tokens were followed, and the pages up to this point are complete. Request a"
            + " shorter range, or try again later.");
  }
}
