// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person does in each five minutes of an activity day, in agreement with sleep, workouts and
 * the ring.
 */
final class ActivityClasses {
  private final Life life;
  private final RingWear ring;
  private final List<Night> nights = new ArrayList<>();
  private final List<Exercise> exercises;

  ActivityClasses(Life life, LocalDate day) {
    this.life = life;
    this.ring = new RingWear(life);
    this.exercises = new Workouts(life).exercises(day);
    nights.addAll(new Nights(life).of(day));
    nights.addAll(new Nights(life).of(day.plusDays(1)));
  }

  char at(Instant slot) {
    if (!ring.wornAt(slot)) {
      return ActivityDay.NON_WEAR;
    }
    if (nights.stream().anyMatch(night -> night.span().contains(slot))) {
      return ActivityDay.REST;
    }
    Exercise exercise = exerciseAt(slot);
    return exercise == null ? everyday(slot) : intensity(exercise);
  }

  private @Nullable Exercise exerciseAt(Instant slot) {
    return exercises.stream()
        .filter(exercise -> exercise.span().contains(slot))
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
    int percent = life.dice("everyday activity", slot).between(1, 100);
    if (percent <= 66) {
      return ActivityDay.SEDENTARY;
    }
    if (percent <= 90) {
      return ActivityDay.LOW;
    }
    return percent <= 96 ? ActivityDay.REST : ActivityDay.MEDIUM;
  }
}
