// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The minutes of an activity day, from four in the morning to four in the morning, or to now. */
final class ActivityDay {
  static final char NON_WEAR = '0';
  static final char REST = '1';
  static final char SEDENTARY = '2';
  static final char LOW = '3';
  static final char MEDIUM = '4';
  static final char HIGH = '5';

  private static final int MINUTES = 5;

  private final String classes;
  private final List<Double> mets;

  private ActivityDay(String classes, List<Double> mets) {
    this.classes = classes;
    this.mets = List.copyOf(mets);
  }

  static Instant start(Life life, LocalDate day) {
    return life.at(day, 4, 0);
  }

  static ActivityDay of(Life life, LocalDate day) {
    StringBuilder classes = new StringBuilder();
    List<Double> mets = new ArrayList<>();
    Instant end = start(life, day.plusDays(1));
    ActivityClasses judge = new ActivityClasses(life, day);
    Instant slot = start(life, day);
    while (slot.isBefore(end) && life.isPast(slot.plus(Night.SLOT))) {
      char activity = judge.at(slot);
      classes.append(activity);
      Dice dice = life.dice("met", slot);
      for (int minute = 0; minute < MINUTES; minute++) {
        mets.add(met(activity, dice));
      }
      slot = slot.plus(Night.SLOT);
    }
    return new ActivityDay(classes.toString(), mets);
  }

  /** One character for each five minutes. */
  String classes() {
    return classes;
  }

  /** One value for each minute. */
  List<Double> mets() {
    return mets;
  }

  int seconds(char activity) {
    return (int) Night.SLOT.toSeconds() * count(activity);
  }

  /** The MET minutes above lying still that an activity class brought. */
  int metMinutes(char activity) {
    double sum = 0;
    for (int minute = 0; minute < mets.size(); minute++) {
      if (classes.charAt(minute / MINUTES) == activity) {
        sum += Math.max(0, mets.get(minute) - 1);
      }
    }
    return (int) Math.round(sum);
  }

  double averageMet() {
    return mets.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  int steps() {
    return MINUTES * (18 * count(LOW) + 75 * count(MEDIUM) + 130 * count(HIGH))
        + 7 * count(SEDENTARY);
  }

  private int count(char activity) {
    return (int) classes.chars().filter(c -> c == activity).count();
  }

  private static double met(char activity, Dice dice) {
    double met =
        switch (activity) {
          case NON_WEAR -> 0.1;
          case REST -> dice.decimal(0.9, 1.05);
          case SEDENTARY -> dice.decimal(1.0, 1.45);
          case LOW -> dice.decimal(1.6, 2.9);
          case MEDIUM -> dice.decimal(3.1, 5.9);
          default -> dice.decimal(6.2, 9.4);
        };
    return Decimals.round(met, 1);
  }
}
