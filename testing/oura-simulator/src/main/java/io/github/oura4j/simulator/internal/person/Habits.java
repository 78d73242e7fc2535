// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

/**
 * How often a person does what is not done every day, as probabilities from 0 to 1 for each day.
 *
 * @param forgottenDays of forgetting to wear the ring
 * @param naps of taking a nap
 * @param workouts of a workout in the evening; walks before noon are a fifth as frequent
 * @param sessions of a guided session before bed
 */
public record Habits(double forgottenDays, double naps, double workouts, double sessions) {
  /** The habits of a person about whom nothing is chosen. */
  public static final Habits USUAL = new Habits(0.03, 0.12, 0.75, 0.35);

  private static final double WALKS_PER_WORKOUT = 0.2;

  /** Returns these habits with another probability of forgetting to wear the ring. */
  public Habits withForgottenDays(double probability) {
    return new Habits(checked("forgottenDays", probability), naps, workouts, sessions);
  }

  /** Returns these habits with another probability of taking a nap. */
  public Habits withNaps(double probability) {
    return new Habits(forgottenDays, checked("naps", probability), workouts, sessions);
  }

  /** Returns these habits with another probability of a workout. */
  public Habits withWorkouts(double probability) {
    return new Habits(forgottenDays, naps, checked("workouts", probability), sessions);
  }

  /** Returns these habits with another probability of a session. */
  public Habits withSessions(double probability) {
    return new Habits(forgottenDays, naps, workouts, checked("sessions", probability));
  }

  double walks() {
    return workouts * WALKS_PER_WORKOUT;
  }

  private static double checked(String setting, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          setting + " must be a probability from 0 to 1, but is " + probability);
    }
    return probability;
  }
}
