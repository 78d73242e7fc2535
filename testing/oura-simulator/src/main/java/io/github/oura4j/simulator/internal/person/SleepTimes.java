// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.SleepTime;
import io.github.oura4j.model.SleepTimeRecommendation;
import io.github.oura4j.model.SleepTimeStatus;
import io.github.oura4j.model.SleepTimeWindow;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.LocalDate;
import java.util.List;

/** Generates the bedtime recommendations, one for each day with a main sleep. */
public final class SleepTimes {
  private static final List<SleepTimeRecommendation> RECOMMENDATIONS =
      List.of(
          SleepTimeRecommendation.IMPROVE_EFFICIENCY,
          SleepTimeRecommendation.EARLIER_BEDTIME,
          SleepTimeRecommendation.LATER_BEDTIME,
          SleepTimeRecommendation.EARLIER_WAKE_UP_TIME,
          SleepTimeRecommendation.LATER_WAKE_UP_TIME,
          SleepTimeRecommendation.FOLLOW_OPTIMAL_BEDTIME);

  private final PersonModel person;

  /** Creates the generator for a person. */
  public SleepTimes(PersonModel person) {
    this.person = person;
  }

  /** Returns the documents of a day that exist by now. */
  public List<SleepTime> of(LocalDate day) {
    return new Nights(person).completedMainSleep(day).map(night -> document(day)).stream().toList();
  }

  private SleepTime document(LocalDate day) {
    SeededRandom random = person.random("sleep time", day);
    SleepTime.Builder sleepTime = SleepTime.builder().id(person.id("sleep_time", day, 0)).day(day);
    return random.chance(0.2)
        ? sleepTime.status(SleepTimeStatus.NOT_ENOUGH_NIGHTS).build()
        : sleepTime
            .status(SleepTimeStatus.OPTIMAL_FOUND)
            .recommendation(random.pick(RECOMMENDATIONS))
            .optimalBedtime(window(day))
            .build();
  }

  /** The offsets are in seconds from the day's midnight. */
  private SleepTimeWindow window(LocalDate day) {
    int start = -300 * person.trait("optimal bedtime", 6, 24);
    return SleepTimeWindow.builder()
        .dayTz(person.midnight(day).getOffset().getTotalSeconds())
        .startOffset(start)
        .endOffset(start + 2700)
        .build();
  }
}
