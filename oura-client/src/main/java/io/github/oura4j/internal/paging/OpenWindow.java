// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window of a list some of whose pages are fetched or requested. Guarded by the lock of its
 * {@link PageIterator}.
 *
 * @param <P> the type of a page
 */
final class OpenWindow<P> {
  private final PageSource<P> source;
  private final Deque<P> fetchedPages = new ArrayDeque<>();

  /** The request for the next page: running, or failed. */
  private @Nullable PageRequest request;

  private boolean dropped;

  OpenWindow(PageSource<P> source) {
    this.source = source;
  }

  PageSource<P> source() {
    return source;
  }

  int fetchedPages() {
    return fetchedPages.size();
  }

  /** Returns whether all pages have been fetched and taken. */
  boolean isFinished() {
    return fetchedPages.isEmpty() && request == null && source.chain().isComplete();
  }

  boolean isFetching() {
    return request != null && !request.isDone();
  }

  boolean hasFailed() {
    return request != null && request.isDone();
  }

  boolean hasPageToRequest() {
    return request == null && !source.chain().isComplete();
  }

  @Nullable PageRequest request() {
    return request;
  }

  void onRequested(PageRequest newRequest) {
    request = newRequest;
  }

  /** Adds the page that the current request has returned. */
  void onFetched(P page) {
    source.chain().add(page);
    fetchedPages.add(page);
    request = null;
  }

  P takePage() {
    return fetchedPages.remove();
  }

  /** Returns whether this window was dropped, so that a page it still receives is not wanted. */
  boolean isDropped() {
    return dropped;
  }

  /** Cancels the current request, and returns it. */
  Optional<PageRequest> drop() {
    dropped = true;
    if (request != null) {
      request.cancel(true);
    }
    return Optional.ofNullable(request);
  }

  /** Returns this window with the pages that have been fetched, and without a request. */
  OpenWindow<P> withoutRequest() {
    OpenWindow<P> window = new OpenWindow<>(source);
    window.fetchedPages.addAll(fetchedPages);
    return window;
  }
}
