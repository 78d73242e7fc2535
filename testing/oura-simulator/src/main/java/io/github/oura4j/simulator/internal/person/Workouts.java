// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.Workout;
import io.github.oura4j.model.WorkoutIntensity;
import io.github.oura4j.model.WorkoutSource;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generates the workouts: one on most evenings, an occasional walk before noon, and none in rest
 * mode.
 */
public final class Workouts {
  private static final List<String> EVENING_ACTIVITIES =
      List.of("running", "cycling", "strength_training", "swimming", "yoga", "crossTraining");
  private static final List<WorkoutIntensity> INTENSITIES =
      List.of(WorkoutIntensity.EASY, WorkoutIntensity.MODERATE, WorkoutIntensity.HARD);
  private static final List<WorkoutSource> SOURCES =
      List.of(
          WorkoutSource.MANUAL,
          WorkoutSource.CONFIRMED,
          WorkoutSource.WORKOUT_HEART_RATE,
          WorkoutSource.LIVE_OURA_HEART_RATE);

  private final PersonModel person;

  /** Creates the generator for a person. */
  public Workouts(PersonModel person) {
    this.person = person;
  }

  /** Returns the documents of a day that exist by now. */
  public List<Workout> of(LocalDate day) {
    return exercises(day).stream()
        .filter(exercise -> person.isPast(exercise.interval().end()))
        .map(this::document)
        .toList();
  }

  /** Returns the workouts of a day, including those in the future. */
  List<Exercise> exercises(LocalDate day) {
    if (!new RingWear(person).wornOn(day) || new RestModes(person).isResting(day)) {
      return List.of();
    }
    SeededRandom random = person.random("exercise", day);
    boolean hasWalk = random.chance(person.settings().habits().walks());
    List<Exercise> exercises = new ArrayList<>();
    if (hasWalk) {
      TimeInterval interval = interval(person.at(day, 10, 45), 12, random.between(4, 6), random);
      exercises.add(new Exercise(day, 0, "walking", WorkoutIntensity.EASY, interval));
    }
    if (random.chance(person.settings().habits().workouts())) {
      TimeInterval interval =
          interval(person.at(day, 17, 0), 36, random.between(5, hasWalk ? 8 : 12), random);
      exercises.add(
          new Exercise(
              day, 1, random.pick(EVENING_ACTIVITIES), random.pick(INTENSITIES), interval));
    }
    return exercises;
  }

  private static TimeInterval interval(
      Instant earliest, int maxDelaySlots, int slots, SeededRandom random) {
    Duration delay = Night.SLOT.multipliedBy(random.between(0, maxDelaySlots));
    return TimeInterval.of(earliest.plus(delay), Night.SLOT.multipliedBy(slots));
  }

  private Workout document(Exercise exercise) {
    SeededRandom random = person.random("workout " + exercise.index(), exercise.day());
    boolean isWalk = exercise.activity().equals("walking");
    double hours = exercise.interval().seconds() / 3600.0;
    return Workout.builder()
        .id(person.id("workout", exercise.day(), exercise.index()))
        .day(exercise.day())
        .activity(exercise.activity())
        .intensity(exercise.intensity())
        .source(isWalk ? WorkoutSource.AUTODETECTED : random.pick(SOURCES))
        .label(random.chance(0.1) ? "Simulated " + exercise.activity() : null)
        .calories(Decimals.round(exercise.met() * new Physique(person).weight() * hours, 3))
        .distance(distance(exercise.activity(), hours, random))
        .startDatetime(person.local(exercise.interval().start()))
        .endDatetime(person.local(exercise.interval().end()))
        .build();
  }

  private static @Nullable Double distance(String activity, double hours, SeededRandom random) {
    double metersPerHour =
        switch (activity) {
          case "walking" -> 5_000;
          case "running" -> 10_000;
          case "cycling" -> 22_000;
          case "swimming" -> 2_200;
          default -> 0;
        };
    return metersPerHour == 0
        ? null
        : Decimals.round(metersPerHour * hours * random.decimal(0.85, 1.15), 1);
  }
}
