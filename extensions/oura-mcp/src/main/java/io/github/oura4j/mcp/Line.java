// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.util.OptionalDouble;

/** Fits a straight line through points by least squares. */
final class Line {
  private static final int FEWEST_POINTS = 3;

  private int count;
  private double sumX;
  private double sumY;
  private double sumXx;
  private double sumXy;

  void add(double x, double y) {
    count++;
    sumX += x;
    sumY += y;
    sumXx += x * x;
    sumXy += x * y;
  }

  /** Returns the slope, or empty if there are too few points for one. */
  OptionalDouble slope() {
    double spread = count * sumXx - sumX * sumX;
    return count < FEWEST_POINTS || spread == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((count * sumXy - sumX * sumY) / spread);
  }
}
