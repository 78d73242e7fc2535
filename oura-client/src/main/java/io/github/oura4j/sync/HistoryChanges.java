// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

/**
 * How many rows of a sink changed. Documents are counted by their identity, see {@link
 * HistorySink}; the samples of a time series are counted by their number in each window.
 *
 * @param added the number of rows that were not there before
 * @param replaced the number of rows that took the place of one that was there before, whether or
 *     not their content differs
 * @param removed the number of rows that are no longer there
 */
public record HistoryChanges(long added, long replaced, long removed) {
  /** No changes. */
  public static final HistoryChanges NONE = new HistoryChanges(0, 0, 0);

  /**
   * Returns the changes to a window of a time series, whose samples have no identity: as many as
   * there were before are replaced, and the difference is added or removed.
   *
   * @param before the number of samples before
   * @param after the number of samples after
   * @return the changes
   */
  public static HistoryChanges ofSamples(long before, long after) {
    return new HistoryChanges(
        Math.max(0, after - before), Math.min(before, after), Math.max(0, before - after));
  }

  /**
   * Adds other changes to these.
   *
   * @param other the other changes
   * @return the sums
   */
  public HistoryChanges plus(HistoryChanges other) {
    return new HistoryChanges(
        added + other.added, replaced + other.replaced, removed + other.removed);
  }
}
