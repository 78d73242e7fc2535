// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

/** How much stands on a page. */
record PageSizes(int timeSeries, int documents) {
  static final int TIME_SERIES = 1_000;

  /** Leaves room for the one more that tells whether a page follows. */
  static final int ALL = Integer.MAX_VALUE - 1;

  static int checked(String setting, int size) {
    if (size < 1 || size > ALL) {
      throw new IllegalArgumentException(setting + " must be at least 1, not " + size);
    }
    return size;
  }
}
