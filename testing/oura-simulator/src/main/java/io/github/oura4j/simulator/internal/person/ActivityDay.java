// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The minutes of an activity day, which lasts from 4:00 to 4:00 on the next day, or until now. */
final class ActivityDay {
  static final char NON_WEAR = '0';
  static final char REST = '1';
  static final char SEDENTARY = '2';
  static final char LOW = '3';
  static final char MEDIUM = '4';
  static final char HIGH = '5';

  private static final int MINUTES_PER_SLOT = 5;

  private final String classes;
  private final List<Double> mets;

  private ActivityDay(String classes, List<Double> mets) {
    this.classes = classes;
    this.mets = List.copyOf(mets);
  }

  static Instant start(PersonModel person, LocalDate day) {
    return person.at(day, 4, 0);
  }

  static ActivityDay of(PersonModel person, LocalDate day) {
    StringBuilder classes = new StringBuilder();
    List<Double> mets = new ArrayList<>();
    Instant end = start(person, day.plusDays(1));
    ActivityClasses activityClasses = new ActivityClasses(person, day);
    Instant slot = start(person, day);
    while (slot.isBefore(end) && person.isPast(slot.plus(Night.SLOT))) {
      char activityClass = activityClasses.at(slot);
      classes.append(activityClass);
      SeededRandom random = person.random("met", slot);
      for (int minute = 0; minute < MINUTES_PER_SLOT; minute++) {
        mets.add(met(activityClass, random));
      }
      slot = slot.plus(Night.SLOT);
    }
    return new ActivityDay(classes.toString(), mets);
  }

  /** Returns the activity classes, one character per five minutes. */
  String classes() {
    return classes;
  }

  /** Returns the metabolic equivalents (MET), one value per minute. */
  List<Double> mets() {
    return mets;
  }

  int seconds(char activityClass) {
    return (int) Night.SLOT.toSeconds() * count(activityClass);
  }

  /** Returns the MET minutes above rest that were spent in an activity class. */
  int metMinutes(char activityClass) {
    double sum = 0;
    for (int minute = 0; minute < mets.size(); minute++) {
      if (classes.charAt(minute / MINUTES_PER_SLOT) == activityClass) {
        sum += Math.max(0, mets.get(minute) - 1);
      }
    }
    return (int) Math.round(sum);
  }

  double averageMet() {
    return mets.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  int steps() {
    return MINUTES_PER_SLOT * (18 * count(LOW) + 75 * count(MEDIUM) + 130 * count(HIGH))
        + 7 * count(SEDENTARY);
  }

  private int count(char activityClass) {
    return (int) classes.chars().filter(c -> c == activityClass).count();
  }

  private static double met(char activityClass, SeededRandom random) {
    double met =
        switch (activityClass) {
          case NON_WEAR -> 0.1;
          case REST -> random.decimal(0.9, 1.05);
          case SEDENTARY -> random.decimal(1.0, 1.45);
          case LOW -> random.decimal(1.6, 2.9);
          case MEDIUM -> random.decimal(3.1, 5.9);
          default -> random.decimal(6.2, 9.4);
        };
    return Decimals.round(met, 1);
  }
}
