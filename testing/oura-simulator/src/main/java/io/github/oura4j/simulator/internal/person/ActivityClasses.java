// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generates the activity class of each five minutes of an activity day, consistent with sleep,
 * workouts and the times when the ring is worn.
 */
final class ActivityClasses {
  private final PersonModel person;
  private final RingWear ring;
  private final List<Night> nights = new ArrayList<>();
  private final List<Exercise> exercises;

  ActivityClasses(PersonModel person, LocalDate day) {
    this.person = person;
    this.ring = new RingWear(person);
    this.exercises = new Workouts(person).exercises(day);
    nights.addAll(new Nights(person).of(day));
    nights.addAll(new Nights(person).of(day.plusDays(1)));
  }

  char at(Instant slot) {
    if (!ring.wornAt(slot)) {
      return ActivityDay.NON_WEAR;
    }
    if (nights.stream().anyMatch(night -> night.interval().contains(slot))) {
      return ActivityDay.REST;
    }
    Exercise exercise = exerciseAt(slot);
    return exercise == null ? everyday(slot) : intensity(exercise);
  }

  private @Nullable Exercise exerciseAt(Instant slot) {
    return exercises.stream()
        .filter(exercise -> exercise.interval().contains(slot))
        .findFirst()
        .orElse(null);
  }

  private static char intensity(Exercise exercise) {
    return switch (exercise.intensity().known()) {
      case HARD -> ActivityDay.HIGH;
      case MODERATE -> ActivityDay.MEDIUM;
      default -> ActivityDay.LOW;
    };
  }

  private char everyday(Instant slot) {
    int percent = person.random("everyday activity", slot).between(1, 100);
    if (percent <= 66) {
      return ActivityDay.SEDENTARY;
    }
    if (percent <= 90) {
      return ActivityDay.LOW;
    }
    return percent <= 96 ? ActivityDay.REST : ActivityDay.MEDIUM;
  }
}
