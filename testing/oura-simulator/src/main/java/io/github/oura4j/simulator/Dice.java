// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.util.List;

/**
 * Numbers that look like chance and are the same on every machine and Java version.
 *
 * <p>The algorithm (SplitMix64) stands here because the JDK promises none for bounded numbers.
 */
final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /**
   * Dice for one purpose and one number, such as a day: throws made for one never shift another's.
   */
  static Dice of(long seed, String purpose, long number) {
    return new Dice(mix(mix(mix(seed) + purpose.hashCode()) + number));
  }

  /** Spreads the bits of a number over all 64. */
  static long mix(long bits) {
    long mixed = bits + GOLDEN_GAMMA;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** A whole number, both ends included. */
  int between(int lowest, int highest) {
    return lowest + (int) Math.floorMod(next(), (long) highest - lowest + 1);
  }

  /** A number from {@code from} up to, not including, {@code to}. */
  double decimal(double from, double to) {
    return from + (to - from) * fraction();
  }

  boolean chance(double probability) {
    return fraction() < probability;
  }

  <T> T pick(List<T> choices) {
    return choices.get(between(0, choices.size() - 1));
  }

  private double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }
}
