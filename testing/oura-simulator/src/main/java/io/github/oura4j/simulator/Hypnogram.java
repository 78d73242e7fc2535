// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

/**
 * The phases of one time in bed, a character for each 30 seconds: 1 deep, 2 light, 3 REM, 4 awake.
 */
record Hypnogram(String phases) {
  static final char DEEP = '1';
  static final char LIGHT = '2';
  static final char REM = '3';
  static final char AWAKE = '4';

  private static final double BAD_NIGHT = 0.15;
  private static final int SECONDS = 30;
  private static final int EPOCHS_IN_5_MINUTES = 10;

  /** Falls asleep, goes through cycles with less deep sleep and more REM each, and wakes. */
  static Hypnogram asleep(int epochs, Dice dice) {
    StringBuilder phases = new StringBuilder(epochs);
    int longestAwakening = dice.chance(BAD_NIGHT) ? 70 : 14;
    append(phases, AWAKE, dice.between(5, Math.min(40, epochs / 5)));
    for (int cycle = 0; phases.length() < epochs; cycle++) {
      append(phases, LIGHT, dice.between(24, 50));
      append(phases, DEEP, Math.max(0, dice.between(40, 64) - 15 * cycle));
      append(phases, LIGHT, dice.between(30, 60));
      append(phases, REM, dice.between(14, 26) + 10 * Math.min(cycle, 4));
      append(phases, AWAKE, dice.between(1, longestAwakening));
    }
    phases.setLength(epochs);
    int lastMinutes = dice.between(2, 10);
    phases.replace(epochs - lastMinutes, epochs, "4".repeat(lastMinutes));
    return new Hypnogram(phases.toString());
  }

  static Hypnogram lyingAwake(int epochs) {
    return new Hypnogram("4".repeat(epochs));
  }

  int seconds(char phase) {
    return SECONDS * (int) phases.chars().filter(c -> c == phase).count();
  }

  int secondsAsleep() {
    return SECONDS * phases.length() - seconds(AWAKE);
  }

  /** Seconds until the first epoch asleep. */
  int latency() {
    int epoch = 0;
    while (epoch < phases.length() && phases.charAt(epoch) == AWAKE) {
      epoch++;
    }
    return SECONDS * epoch;
  }

  /** The same night with a character for each five minutes: the phase that fills most of them. */
  String in5Minutes() {
    StringBuilder coarse = new StringBuilder();
    for (int from = 0; from < phases.length(); from += EPOCHS_IN_5_MINUTES) {
      coarse.append(mostFrequent(phases.substring(from, from + EPOCHS_IN_5_MINUTES)));
    }
    return coarse.toString();
  }

  /** Movement for each 30 seconds, from 1 for none to 4 for active. */
  String movement(Dice dice) {
    StringBuilder movement = new StringBuilder(phases.length());
    for (int epoch = 0; epoch < phases.length(); epoch++) {
      boolean awake = phases.charAt(epoch) == AWAKE;
      boolean still = dice.chance(awake ? 0.3 : 0.93);
      movement.append(still ? 1 : dice.between(2, awake ? 4 : 3));
    }
    return movement.toString();
  }

  private static void append(StringBuilder phases, char phase, int epochs) {
    phases.append(String.valueOf(phase).repeat(epochs));
  }

  private static char mostFrequent(String epochs) {
    char winner = DEEP;
    long most = 0;
    for (char phase = DEEP; phase <= AWAKE; phase++) {
      char candidate = phase;
      long count = epochs.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        winner = candidate;
      }
    }
    return winner;
  }
}
