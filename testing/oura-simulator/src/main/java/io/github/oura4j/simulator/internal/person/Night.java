// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.SleepType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One time in bed: a night or a nap.
 *
 * @param day the day to which it belongs, on which the person wakes up
 * @param index 0 for the main sleep, 1 for a nap
 * @param type the type of the sleep
 * @param interval when the person is in bed
 * @param hypnogram the sleep phases
 * @param bpm the heart rate in each five minutes, whether or not the ring measures it
 */
record Night(
    LocalDate day,
    int index,
    SleepType type,
    TimeInterval interval,
    Hypnogram hypnogram,
    List<Integer> bpm) {

  static final Duration SLOT = Duration.ofMinutes(5);

  int slots() {
    return bpm.size();
  }

  int bpmAt(Instant instant) {
    return bpm.get(
        (int) (Duration.between(interval.start(), instant).toSeconds() / SLOT.toSeconds()));
  }

  boolean isMain() {
    return type.equals(SleepType.LONG_SLEEP);
  }

  int efficiency() {
    return (int) Math.round(100.0 * hypnogram.secondsAsleep() / interval.seconds());
  }

  int lowestBpm() {
    return bpm.stream().mapToInt(Integer::intValue).min().orElseThrow();
  }
}
