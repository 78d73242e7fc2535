// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an update is.
 *
 * @param typesEnded the number of data types that have ended, whatever their outcome
 * @param types the number of data types of the update
 * @param windowsEnded the number of windows that were fetched, have failed or were given up
 * @param windows the number of windows of the update
 * @param rows the number of rows fetched so far
 * @param timeLeft an estimate, see {@link #estimatedTimeLeft}; null if there is none
 */
public record HistoryProgress(
    int typesEnded,
    int types,
    int windowsEnded,
    int windows,
    long rows,
    @Nullable Duration timeLeft) {

  /**
   * Returns how long the rest of the update will take, if the windows that are left take as long as
   * those of the same data type that were fetched.
   *
   * @return the estimate; empty until the first window was fetched
   */
  public Optional<Duration> estimatedTimeLeft() {
    return Optional.ofNullable(timeLeft);
  }
}
