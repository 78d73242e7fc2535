// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.random;

import java.util.List;

/**
 * A pseudorandom number generator whose numbers are the same on every machine and Java version.
 *
 * <p>It implements SplitMix64, because the JDK does not specify how its generators derive bounded
 * numbers. Not thread-safe.
 */
public final class SeededRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private SeededRandom(long state) {
    this.state = state;
  }

  /**
   * Returns a generator for one purpose and one number, such as a day. Generators are independent:
   * how many numbers are drawn from one does not change the numbers of another.
   */
  public static SeededRandom of(long seed, String purpose, long number) {
    return new SeededRandom(mix(mix(mix(seed) + purpose.hashCode()) + number));
  }

  /** Mixes the bits of a number, so that similar numbers yield dissimilar results. */
  static long mix(long bits) {
    long mixed = bits + GOLDEN_GAMMA;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Returns the next 64 random bits. */
  public long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Returns a whole number, inclusive at both ends. */
  public int between(int lowest, int highest) {
    return lowest + (int) Math.floorMod(next(), (long) highest - lowest + 1);
  }

  /** Returns a number from {@code from}, inclusive, to {@code to}, exclusive. */
  public double decimal(double from, double to) {
    return from + (to - from) * fraction();
  }

  /** Returns true with a probability from 0 to 1. */
  public boolean chance(double probability) {
    return fraction() < probability;
  }

  /** Returns one of the choices. */
  public <T> T pick(List<T> choices) {
    return choices.get(between(0, choices.size() - 1));
  }

  private double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }
}
