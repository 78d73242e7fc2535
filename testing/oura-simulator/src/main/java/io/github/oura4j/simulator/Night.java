// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.SleepType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One time in bed, belonging to the day on which the person wakes: a night, or by its index a nap.
 *
 * @param bpm heart rate in each five minutes, measured or not
 */
record Night(
    LocalDate day, int index, SleepType type, Span span, Hypnogram hypnogram, List<Integer> bpm) {

  static final Duration SLOT = Duration.ofMinutes(5);

  int slots() {
    return bpm.size();
  }

  int bpmAt(Instant instant) {
    return bpm.get((int) (Duration.between(span.start(), instant).toSeconds() / SLOT.toSeconds()));
  }

  boolean isMain() {
    return type.equals(SleepType.LONG_SLEEP);
  }

  int efficiency() {
    return (int) Math.round(100.0 * hypnogram.secondsAsleep() / span.seconds());
  }

  int lowestBpm() {
    return bpm.stream().mapToInt(Integer::intValue).min().orElseThrow();
  }
}
