// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.WorkoutIntensity;
import java.time.LocalDate;

/** A workout of the person, from which the workout document and the heart rate are generated. */
record Exercise(
    LocalDate day, int index, String activity, WorkoutIntensity intensity, TimeInterval interval) {

  /** Returns the average heart rate at this intensity, in beats per minute. */
  int bpm() {
    return switch (intensity.known()) {
      case HARD -> 152;
      case MODERATE -> 128;
      default -> 106;
    };
  }

  /** Returns the energy expenditure, in multiples of that at rest (MET). */
  double met() {
    return switch (intensity.known()) {
      case HARD -> 8.0;
      case MODERATE -> 4.5;
      default -> 2.6;
    };
  }
}
