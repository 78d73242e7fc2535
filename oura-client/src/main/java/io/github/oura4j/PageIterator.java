// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.OuraPagingException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows next tokens from the first page to the last, asking for a page when it is wanted. What
 * would never end ends in an error: a token that comes twice, or a long run of empty pages that all
 * promise more.
 *
 * @param <P> the type of a page
 */
final class PageIterator<P> implements Iterator<P> {
  /** A page can be empty and lead on; so many in a row are no list any more. */
  private static final int MOST_EMPTY_PAGES = 100;

  private final Function<@Nullable String, P> fetch;
  private final Function<P, @Nullable String> nextToken;
  private final Predicate<P> isEmpty;
  private final Set<String> followed = new HashSet<>();
  private @Nullable String token;
  private int emptyPages;
  private boolean finished;

  /**
   * Makes a walker that has not asked yet.
   *
   * @param fetch fetches the page of a token, or the first page for null
   * @param nextToken tells the token that leads on from a page, or null on the last one
   * @param isEmpty tells whether a page came without anything on it
   */
  PageIterator(
      Function<@Nullable String, P> fetch,
      Function<P, @Nullable String> nextToken,
      Predicate<P> isEmpty) {
    this.fetch = fetch;
    this.nextToken = nextToken;
    this.isEmpty = isEmpty;
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
    if (token != null && followed.contains(token)) {
      throw endless("Oura sent the same next token twice");
    }
    P page = fetch.apply(token);
    if (token != null) {
      followed.add(token);
    }
    emptyPages = isEmpty.test(page) ? emptyPages + 1 : 0;
    if (emptyPages > MOST_EMPTY_PAGES) {
      throw endless("Oura sent " + emptyPages + " empty pages in a row that promise more");
    }
    token = nextToken.apply(page);
    finished = token == null || token.isEmpty();
    return page;
  }

  private OuraPagingException endless(String what) {
    return new OuraPagingException(
        what
            + ", after following "
            + followed.size()
            + " tokens, so the list would never end. What came before is complete; ask for a"
            + " shorter range, or try again later.");
  }
}
