// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.simulator.internal.random.SeededRandom;

/**
 * The sleep phases of one time in bed.
 *
 * @param phases one character per 30 seconds: 1 for deep, 2 for light, 3 for REM, 4 for awake
 */
record Hypnogram(String phases) {
  static final char DEEP = '1';
  static final char LIGHT = '2';
  static final char REM = '3';
  static final char AWAKE = '4';

  private static final double BAD_NIGHT_PROBABILITY = 0.15;
  private static final int EPOCH_SECONDS = 30;
  private static final int EPOCHS_PER_5_MINUTES = 10;

  /**
   * Generates a night: falling asleep, sleep cycles with ever less deep sleep and more REM sleep,
   * and waking up.
   */
  static Hypnogram sleeping(int epochs, SeededRandom random) {
    StringBuilder phases = new StringBuilder(epochs);
    int longestAwakening = random.chance(BAD_NIGHT_PROBABILITY) ? 70 : 14;
    append(phases, AWAKE, random.between(5, Math.min(40, epochs / 5)));
    for (int cycle = 0; phases.length() < epochs; cycle++) {
      append(phases, LIGHT, random.between(24, 50));
      append(phases, DEEP, Math.max(0, random.between(40, 64) - 15 * cycle));
      append(phases, LIGHT, random.between(30, 60));
      append(phases, REM, random.between(14, 26) + 10 * Math.min(cycle, 4));
      append(phases, AWAKE, random.between(1, longestAwakening));
    }
    phases.setLength(epochs);
    int lastEpochs = random.between(2, 10);
    phases.replace(epochs - lastEpochs, epochs, "4".repeat(lastEpochs));
    return new Hypnogram(phases.toString());
  }

  static Hypnogram lyingAwake(int epochs) {
    return new Hypnogram("4".repeat(epochs));
  }

  int seconds(char phase) {
    return EPOCH_SECONDS * (int) phases.chars().filter(c -> c == phase).count();
  }

  int secondsAsleep() {
    return EPOCH_SECONDS * phases.length() - seconds(AWAKE);
  }

  /** Returns the seconds until the first epoch asleep. */
  int latency() {
    int epoch = 0;
    while (epoch < phases.length() && phases.charAt(epoch) == AWAKE) {
      epoch++;
    }
    return EPOCH_SECONDS * epoch;
  }

  /** Returns one character per five minutes: the most frequent phase. */
  String in5Minutes() {
    StringBuilder coarse = new StringBuilder();
    for (int from = 0; from < phases.length(); from += EPOCHS_PER_5_MINUTES) {
      coarse.append(mostFrequent(from, from + EPOCHS_PER_5_MINUTES));
    }
    return coarse.toString();
  }

  /** Generates the movement, one digit per 30 seconds, from 1 for none to 4 for active. */
  String movement(SeededRandom random) {
    StringBuilder movement = new StringBuilder(phases.length());
    for (int epoch = 0; epoch < phases.length(); epoch++) {
      boolean awake = phases.charAt(epoch) == AWAKE;
      boolean still = random.chance(awake ? 0.3 : 0.93);
      movement.append(still ? 1 : random.between(2, awake ? 4 : 3));
    }
    return movement.toString();
  }

  private static void append(StringBuilder phases, char phase, int epochs) {
    phases.append(String.valueOf(phase).repeat(epochs));
  }

  private char mostFrequent(int from, int to) {
    int[] counts = new int[AWAKE + 1];
    for (int epoch = from; epoch < to; epoch++) {
      counts[phases.charAt(epoch)]++;
    }
    char mostFrequent = DEEP;
    for (char phase = DEEP; phase <= AWAKE; phase++) {
      if (counts[phase] > counts[mostFrequent]) {
        mostFrequent = phase;
      }
    }
    return mostFrequent;
  }
}
