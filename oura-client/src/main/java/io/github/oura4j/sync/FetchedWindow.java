// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window that was fetched completely and committed to the sink, for a {@link Checkpoint}.
 *
 * @param window the window
 * @param rows the number of rows that Oura returned for it; 0 if there are none
 * @param fetchedAt when the first of its pages was requested, by the client's clock
 * @param settledUntil the last day that Oura is not expected to revise any more, which lies the
 *     look-back before the day of the fetch; null for a window without days, which is fetched again
 *     by every update
 */
public record FetchedWindow(
    HistoryWindow window, long rows, Instant fetchedAt, @Nullable LocalDate settledUntil) {

  /**
   * Creates the description of a fetched window.
   *
   * @param window the window
   * @param rows the number of rows
   * @param fetchedAt when it was fetched
   * @param settledUntil the last settled day, or null
   */
  public FetchedWindow {
    Objects.requireNonNull(window, "window must not be null");
    Objects.requireNonNull(fetchedAt, "fetchedAt must not be null");
  }

  /**
   * Returns the outcome of this window alone.
   *
   * @return {@link HistoryOutcome#EMPTY} if there are no rows, otherwise {@link HistoryOutcome#OK}
   */
  public HistoryOutcome outcome() {
    return rows == 0 ? HistoryOutcome.EMPTY : HistoryOutcome.OK;
  }

  /**
   * Returns the days of this window that no later update has to fetch again.
   *
   * @return the window of these days, or empty if there are none
   */
  public Optional<HistoryWindow> settled() {
    if (settledUntil == null || !window.hasDays() || settledUntil.isBefore(window.firstDay())) {
      return Optional.empty();
    }
    LocalDate last = settledUntil.isBefore(window.lastDay()) ? settledUntil : window.lastDay();
    return Optional.of(HistoryWindow.days(window.dataType(), window.firstDay(), last));
  }
}
