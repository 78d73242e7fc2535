// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import io.github.oura4j.error.OuraPagingException;
import io.github.oura4j.model.Page;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a list, each of which names the next one by its next token: says which page to fetch
 * next.
 *
 * <p>A list that would never end fails with an {@link OuraPagingException}: one that repeats a next
 * token, or that has many consecutive empty pages which all have a next token.
 *
 * <p>A request may run in another thread, and be dropped: nothing changes until its page is added.
 * Not thread-safe otherwise.
 *
 * @param <P> the type of a page
 */
public final class PageChain<P> {
  /** An empty page with a next token is normal; more than this many in a row are an error. */
  private static final int MAX_CONSECUTIVE_EMPTY_PAGES = 100;

  private final Function<@Nullable String, P> fetchPage;
  private final Function<P, @Nullable String> nextTokenOf;
  private final Predicate<P> isEmpty;
  private final Set<String> followedTokens = new HashSet<>();
  private @Nullable String nextToken;
  private int consecutiveEmptyPages;
  private boolean complete;

  /**
   * Creates a chain. Nothing is fetched yet.
   *
   * @param fetchPage fetches the page of a next token, or the first page for null
   * @param nextTokenOf returns the next token of a page; null or empty for the last page
   * @param isEmpty returns whether a page has no elements
   */
  public PageChain(
      Function<@Nullable String, P> fetchPage,
      Function<P, @Nullable String> nextTokenOf,
      Predicate<P> isEmpty) {
    this.fetchPage = fetchPage;
    this.nextTokenOf = nextTokenOf;
    this.isEmpty = isEmpty;
  }

  /**
   * Creates the chain of a list of documents or samples.
   *
   * @param fetchPage fetches the page of a next token, or the first page for null
   */
  public static <T> PageChain<Page<T>> of(Function<@Nullable String, Page<T>> fetchPage) {
    return new PageChain<>(fetchPage, Page::nextToken, page -> page.data().isEmpty());
  }

  /** Returns whether the last page has been added. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Returns what fetches the next page. The page has to be {@linkplain #add added} afterward, if it
   * is not dropped.
   */
  Supplier<P> nextRequest() {
    String token = nextToken;
    if (token != null && followedTokens.contains(token)) {
      OuraPagingException failure = endlessList("Oura sent the same next token twice");
      return () -> {
        throw failure;
      };
    }
    return () -> fetchPage.apply(token);
  }

  /** Adds the page that the {@linkplain #nextRequest next request} has returned. */
  void add(P page) {
    if (nextToken != null) {
      followedTokens.add(nextToken);
    }
    consecutiveEmptyPages = isEmpty.test(page) ? consecutiveEmptyPages + 1 : 0;
    if (consecutiveEmptyPages > MAX_CONSECUTIVE_EMPTY_PAGES) {
      throw endlessList(
          "Oura sent " + consecutiveEmptyPages + " empty pages in a row, each with a next token");
    }
    nextToken = nextTokenOf.apply(page);
    complete = nextToken == null || nextToken.isEmpty();
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
