// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.Accessor;
import io.github.oura4j.DateRange;
import io.github.oura4j.TimeRange;
import io.github.oura4j.error.ClientRateLimitException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.RateLimitedException;
import io.github.oura4j.http.Sleeper;
import io.github.oura4j.model.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Fetches all rows of a window. If the rate limit is used up for longer than a call of the client
 * may wait, this class waits, and goes on with the same page. Thread-safe.
 */
final class WindowFetcher {
  private static final Duration WAIT_IF_UNKNOWN = Duration.ofMinutes(1);
  private static final Duration MIN_WAIT = Duration.ofMillis(100);
  private static final Duration MAX_WAITS_OF_A_WINDOW = Duration.ofHours(1);

  private final Clock clock;
  private final Sleeper sleeper;
  private final CountDownLatch stopped = new CountDownLatch(1);

  WindowFetcher(Clock clock, Sleeper sleeper) {
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Ends all current and future waits. */
  void stop() {
    stopped.countDown();
  }

  /**
   * Fetches a window.
   *
   * @throws OuraException if a request fails
   */
  FetchedRows fetch(WindowTask task) {
    Instant start = clock.instant();
    long startNanos = System.nanoTime();
    List<?> rows = rows(task);
    return new FetchedRows(rows, start, Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private List<?> rows(WindowTask task) {
    Accessor accessor = task.accessor();
    HistoryWindow window = task.window();
    if (accessor instanceof Accessor.Dated<?> dated) {
      DateRange days = DateRange.between(window.firstDay(), window.lastDay());
      return documents(task, new Pages(dated.documents().pages(days).iterator()));
    }
    if (accessor instanceof Accessor.Undated<?> undated) {
      return documents(task, new Pages(undated.documents().pages().iterator()));
    }
    if (accessor instanceof Accessor.Series<?> series) {
      Instant start = startOf(window.firstDay());
      Instant end = startOf(window.lastDay().plusDays(1));
      return samples(new Pages(series.samples().pages(TimeRange.between(start, end)).iterator()));
    }
    Accessor.Single<?> single = (Accessor.Single<?>) accessor;
    return documents(task, new Pages(new SinglePage(single)));
  }

  private static Instant startOf(LocalDate utcDay) {
    return utcDay.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Returns each document once: the last one, if Oura returns several with the same identity. */
  private static List<?> documents(WindowTask task, Pages pages) {
    Map<Object, Object> documents = new LinkedHashMap<>();
    while (pages.hasNext()) {
      for (Object document : pages.next()) {
        if (task.accepts(document)) {
          documents.put(HistoryWindow.identityOf(document), document);
        }
      }
    }
    return new ArrayList<>(documents.values());
  }

  private static List<?> samples(Pages pages) {
    List<Object> samples = new ArrayList<>();
    while (pages.hasNext()) {
      for (Object sample : pages.next()) {
        if (HistoryWindow.dayOf(sample) != null) {
          samples.add(sample);
        }
      }
    }
    return samples;
  }

  /** The pages of a window. */
  private final class Pages {
    private final Iterator<? extends Page<?>> pages;
    private Duration waited = Duration.ZERO;

    Pages(Iterator<? extends Page<?>> pages) {
      this.pages = pages;
    }

    boolean hasNext() {
      return pages.hasNext();
    }

    List<?> next() {
      while (true) {
        try {
          return pages.next().data();
        } catch (ClientRateLimitException e) {
          await(e.retryAt(), e);
        } catch (RateLimitedException e) {
          await(e.retryAt().orElseGet(() -> clock.instant().plus(WAIT_IF_UNKNOWN)), e);
        }
      }
    }

    private void await(Instant retryAt, OuraException reason) {
      Duration untilThen = Duration.between(clock.instant(), retryAt);
      Duration wait = untilThen.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : untilThen;
      waited = waited.plus(wait);
      if (waited.compareTo(MAX_WAITS_OF_A_WINDOW) > 0) {
        throw reason;
      }
      try {
        if (!sleeper.await(stopped, wait)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new OuraInterruptedException("The update was stopped while waiting for a rate limit.");
    }
  }

  /** The one document of a data type as a page, which is fetched again if that fails. */
  private static final class SinglePage implements Iterator<Page<?>> {
    private final Accessor.Single<?> single;
    private boolean isFetched;

    SinglePage(Accessor.Single<?> single) {
      this.single = single;
    }

    @Override
    public boolean hasNext() {
      return !isFetched;
    }

    @Override
    public Page<?> next() {
      Page<?> page = Page.of(List.of(single.document().get()), null);
      isFetched = true;
      return page;
    }
  }
}
