// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

/**
 * The maximum numbers of items on a page.
 *
 * @param timeSeries the number of samples on a page of a time series
 * @param documents the number of documents on a page of a document list
 */
public record PageSizes(int timeSeries, int documents) {
  /** The number of samples on a page of Oura's time series. */
  public static final int DEFAULT_TIME_SERIES = 1_000;

  /** One less than the maximum, because one item more than fits on a page is read. */
  public static final int UNLIMITED = Integer.MAX_VALUE - 1;

  /** Returns the size if it is valid. */
  public static int checked(String setting, int size) {
    if (size < 1 || size > UNLIMITED) {
      throw new IllegalArgumentException(
          setting + " must be from 1 to " + UNLIMITED + ", but is " + size);
    }
    return size;
  }
}
