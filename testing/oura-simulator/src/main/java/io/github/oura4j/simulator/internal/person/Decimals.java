// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

/** Rounds numbers the way they appear in documents. */
final class Decimals {
  private Decimals() {}

  /** Rounds to a number of decimal places. */
  static double round(double value, int places) {
    double scale = 1;
    for (int i = 0; i < places; i++) {
      scale *= 10;
    }
    return Math.round(value * scale) / scale;
  }

  /** Returns a score or contributor: the nearest whole number from 1 to 100. */
  static int score(double value) {
    return (int) Math.max(1, Math.min(100, Math.round(value)));
  }
}
