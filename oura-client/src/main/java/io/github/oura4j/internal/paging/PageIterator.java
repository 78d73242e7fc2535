// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.model.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the pages of a list that is requested in windows: over all pages of one window, and
 * then over those of the next. Each page is fetched when it is needed, or earlier if there is a
 * {@link Prefetch}; the pages and their order are the same.
 *
 * <p>Requests ahead follow the order of the list: of the windows that have a page to fetch and do
 * not fetch one, the first is next. A request that ends starts the next one, so that all stay busy
 * while the reader waits in {@link #next()}. After its return, only as many requests are started as
 * there may be at once, until the next call: an iterator that is not read to its end sends no more
 * than these. A task fetches one page and never waits for the reader, so nothing stays running.
 *
 * <p>If fetching a page fails, {@link #next()} throws the exception when it gets to that page. All
 * requests for later windows are dropped then, and canceled if they are running. The following call
 * of {@link #next()} returns the same page: it fetches the page again, unless the page arrived
 * while the reading thread was interrupted.
 *
 * <p>Not thread-safe: one thread at a time may call the methods.
 *
 * @param <P> the type of a page
 */
public final class PageIterator<P> implements Iterator<P> {
  private final List<Supplier<PageSource<P>>> windows;
  private final Prefetch prefetch;

  /** Guards what follows; nothing is awaited and nothing is fetched while it is held. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The windows from the one that is being read to the last one of which a page was requested. */
  private final Deque<OpenWindow<P>> open = new ArrayDeque<>();

  private int opened;
  private long pagesRead;

  /** How many requests ahead may still be started before the reader calls again. */
  private long startsLeft;

  /** Requests that were canceled, but may still be running. */
  private final List<PageRequest> canceled = new ArrayList<>();

  /**
   * Creates an iterator. Nothing is fetched yet.
   *
   * @param windows the windows of the list in their order. One that was dropped is created again
   * @param prefetch which pages are fetched before they are read
   */
  public PageIterator(List<Supplier<PageSource<P>>> windows, Prefetch prefetch) {
    this.windows = windows;
    this.prefetch = prefetch;
  }

  /** Iterates over the pages of a list without windows, fetching each when it is needed. */
  public static <P> Iterator<P> of(PageChain<P> chain) {
    return new PageIterator<>(List.of(() -> PageSource.whole(chain)), Prefetch.NONE);
  }

  /**
   * Iterates over the pages of a list without windows, fetching each when it is needed.
   *
   * @param fetchPage fetches the page of a next token, or the first page for null
   */
  public static <T> Iterator<Page<T>> of(Function<@Nullable String, Page<T>> fetchPage) {
    return of(PageChain.of(fetchPage));
  }

  @Override
  public boolean hasNext() {
    lock.lock();
    try {
      return windowToRead() != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public P next() {
    PageRequest request = requestPage();
    if (request != null) {
      await(request);
    }
    return takePage();
  }

  /** Returns the request for the next page, or null if the page has been fetched already. */
  private @Nullable PageRequest requestPage() {
    lock.lock();
    try {
      OpenWindow<P> window = windowToRead();
      if (window == null) {
        throw new NoSuchElementException();
      }
      if (window.fetchedPages() > 0) {
        return null;
      }
      PageRequest request = window.hasPageToRequest() ? prepareRequest(window) : window.request();
      // As long as little has been read, little is fetched ahead: reading may end soon.
      startsLeft = prefetch.maxRequests() * (pagesRead + 1);
      fetchAhead();
      return request;
    } finally {
      lock.unlock();
    }
  }

  /** Fetches the page in this thread, unless another one has started to, and waits for it. */
  private void await(PageRequest request) {
    try {
      request.runOrAwait();
    } catch (InterruptedException e) {
      dropRequests();
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for the next page of a list.");
    } catch (RuntimeException | Error e) {
      dropRequests();
      throw e;
    }
  }

  private P takePage() {
    OpenWindow<P> window;
    P page;
    lock.lock();
    try {
      window = open.getFirst();
      page = window.takePage();
      pagesRead++;
      startsLeft = prefetch.maxRequests();
      fetchAhead();
    } finally {
      lock.unlock();
    }
    return window.source().trim().apply(page);
  }

  /** Returns the window of the next page, or null if all pages have been read. */
  private @Nullable OpenWindow<P> windowToRead() {
    while (!open.isEmpty() && open.getFirst().isFinished()) {
      open.removeFirst();
    }
    return open.isEmpty() && opened < windows.size() ? openNext() : open.peekFirst();
  }

  private OpenWindow<P> openNext() {
    OpenWindow<P> window = new OpenWindow<>(windows.get(opened).get());
    opened++;
    open.addLast(window);
    return window;
  }

  /** Starts as many requests as may run at once, and as there is room for their pages. */
  private void fetchAhead() {
    int free = (int) Math.min(freeRequests(), startsLeft);
    for (OpenWindow<P> window : open) {
      if (free <= 0 || window.hasFailed()) {
        return;
      }
      if (window.hasPageToRequest()) {
        start(window);
        free--;
      }
    }
    for (; free > 0 && opened < windows.size(); free--) {
      start(openNext());
    }
  }

  private void start(OpenWindow<P> window) {
    startsLeft--;
    prefetch.executor().execute(prepareRequest(window));
  }

  private int freeRequests() {
    canceled.removeIf(request -> !request.isRunning());
    int running = canceled.size();
    int fetchedPages = 0;
    for (OpenWindow<P> window : open) {
      running += window.isFetching() ? 1 : 0;
      fetchedPages += window.fetchedPages();
    }
    return Math.min(prefetch.maxRequests(), prefetch.maxPages() - fetchedPages) - running;
  }

  /** Creates the request for the next page of a window, to run in whichever thread is first. */
  private PageRequest prepareRequest(OpenWindow<P> window) {
    Supplier<P> request = window.source().chain().nextRequest();
    PageRequest task = new PageRequest(() -> fetch(window, request));
    window.onRequested(task);
    return task;
  }

  private void fetch(OpenWindow<P> window, Supplier<P> request) {
    P page = request.get();
    lock.lock();
    try {
      if (!window.isDropped()) {
        window.onFetched(page);
        fetchAhead();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Drops what was requested ahead. The window that is being read keeps the pages that have arrived
   * before, and stays at its next page.
   */
  private void dropRequests() {
    lock.lock();
    try {
      open.forEach(window -> window.drop().ifPresent(canceled::add));
      OpenWindow<P> current = open.removeFirst();
      opened -= open.size();
      open.clear();
      open.addFirst(current.withoutRequest());
    } finally {
      lock.unlock();
    }
  }
}
