// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

/**
 * Receives the progress of {@link History#update}, for example to print it. The methods are called
 * one after the other, although not always by the same thread, and delay the update while they run.
 * An exception that they throw ends the update, and reaches its caller.
 */
public interface HistoryListener {

  /**
   * Called when an update has found out what to fetch, and after each window that was fetched or
   * failed.
   *
   * @param progress how far the update is
   */
  default void onProgress(HistoryProgress progress) {}

  /**
   * Called when the last window of a data type was committed or has failed.
   *
   * @param result how the data type ended
   */
  default void onTypeEnd(HistoryResult result) {}
}
