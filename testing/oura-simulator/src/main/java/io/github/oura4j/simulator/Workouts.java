// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.Workout;
import io.github.oura4j.model.WorkoutIntensity;
import io.github.oura4j.model.WorkoutSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workouts of a life: most evenings one, now and then a walk before noon, none in rest mode.
 */
final class Workouts {
  private static final List<String> EVENING =
      List.of("running", "cycling", "strength_training", "swimming", "yoga", "crossTraining");
  private static final List<WorkoutIntensity> INTENSITIES =
      List.of(WorkoutIntensity.EASY, WorkoutIntensity.MODERATE, WorkoutIntensity.HARD);
  private static final List<WorkoutSource> SOURCES =
      List.of(
          WorkoutSource.MANUAL,
          WorkoutSource.CONFIRMED,
          WorkoutSource.WORKOUT_HEART_RATE,
          WorkoutSource.LIVE_OURA_HEART_RATE);

  private final Life life;

  Workouts(Life life) {
    this.life = life;
  }

  List<Workout> of(LocalDate day) {
    return exercises(day).stream()
        .filter(exercise -> life.isPast(exercise.span().end()))
        .map(this::document)
        .toList();
  }

  /** What is done on the day, also later than now. */
  List<Exercise> exercises(LocalDate day) {
    if (!new RingWear(life).wornOn(day) || new RestModes(life).rests(day)) {
      return List.of();
    }
    Dice dice = life.dice("exercise", day);
    boolean walks = dice.chance(0.15);
    List<Exercise> exercises = new ArrayList<>();
    if (walks) {
      Span span = span(life.at(day, 10, 45), 12, dice.between(4, 6), dice);
      exercises.add(new Exercise(day, 0, "walking", WorkoutIntensity.EASY, span));
    }
    if (dice.chance(0.75)) {
      Span span = span(life.at(day, 17, 0), 36, dice.between(5, walks ? 8 : 12), dice);
      exercises.add(new Exercise(day, 1, dice.pick(EVENING), dice.pick(INTENSITIES), span));
    }
    return exercises;
  }

  private static Span span(Instant earliest, int slotsLater, int slots, Dice dice) {
    Duration later = Night.SLOT.multipliedBy(dice.between(0, slotsLater));
    return Span.of(earliest.plus(later), Night.SLOT.multipliedBy(slots));
  }

  private Workout document(Exercise exercise) {
    Dice dice = life.dice("workout " + exercise.index(), exercise.day());
    boolean walk = exercise.activity().equals("walking");
    double hours = exercise.span().seconds() / 3600.0;
    return Workout.builder()
        .id(life.id("workout", exercise.day(), exercise.index()))
        .day(exercise.day())
        .activity(exercise.activity())
        .intensity(exercise.intensity())
        .source(walk ? WorkoutSource.AUTODETECTED : dice.pick(SOURCES))
        .label(dice.chance(0.1) ? "Simulated " + exercise.activity() : null)
        .calories(Decimals.round(exercise.met() * new Body(life).weight() * hours, 3))
        .distance(distance(exercise.activity(), hours, dice))
        .startDatetime(life.local(exercise.span().start()))
        .endDatetime(life.local(exercise.span().end()))
        .build();
  }

  private static @Nullable Double distance(String activity, double hours, Dice dice) {
    double metersAnHour =
        switch (activity) {
          case "walking" -> 5_000;
          case "running" -> 10_000;
          case "cycling" -> 22_000;
          case "swimming" -> 2_200;
          default -> 0;
        };
    return metersAnHour == 0
        ? null
        : Decimals.round(metersAnHour * hours * dice.decimal(0.85, 1.15), 1);
  }
}
