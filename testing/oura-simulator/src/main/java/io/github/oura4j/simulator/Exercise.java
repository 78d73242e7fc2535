// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.WorkoutIntensity;
import java.time.LocalDate;

/** One workout as it is done, before it becomes a document. */
record Exercise(LocalDate day, int index, String activity, WorkoutIntensity intensity, Span span) {

  /** The middle of the heart rate that this intensity brings. */
  int bpm() {
    return switch (intensity.known()) {
      case HARD -> 152;
      case MODERATE -> 128;
      default -> 106;
    };
  }

  /** The energy it takes, in multiples of lying still. */
  double met() {
    return switch (intensity.known()) {
      case HARD -> 8.0;
      case MODERATE -> 4.5;
      default -> 2.6;
    };
  }
}
