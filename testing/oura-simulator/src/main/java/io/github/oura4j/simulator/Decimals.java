// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

/** Numbers as they stand in a document: few decimals, scores within their range. */
final class Decimals {
  private Decimals() {}

  static double round(double value, int places) {
    double scale = 1;
    for (int i = 0; i < places; i++) {
      scale *= 10;
    }
    return Math.round(value * scale) / scale;
  }

  /** A score or contributor: a whole number from 1 to 100. */
  static int score(double value) {
    return (int) Math.max(1, Math.min(100, Math.round(value)));
  }
}
