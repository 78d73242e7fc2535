// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.Accessor;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A window to fetch.
 *
 * @param accessor fetches the rows
 * @param window the window
 * @param earliest the earliest first day of documents that belong to the window or last into it;
 *     null for a window without days
 * @param settledUntil the last day that is settled once it was fetched; null for a window without
 *     days
 */
record WindowTask(
    Accessor accessor,
    HistoryWindow window,
    @Nullable LocalDate earliest,
    @Nullable LocalDate settledUntil) {

  /** Returns whether a row is stored together with this window. */
  boolean accepts(Object row) {
    LocalDate day = HistoryWindow.dayOf(row);
    return earliest == null
        || day == null
        || (!day.isBefore(earliest) && !day.isAfter(window.lastDay()));
  }
}
