// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.SleepTime;
import io.github.oura4j.model.SleepTimeRecommendation;
import io.github.oura4j.model.SleepTimeStatus;
import io.github.oura4j.model.SleepTimeWindow;
import java.time.LocalDate;
import java.util.List;

/** Bedtime advice for each day with a night. */
final class SleepTimes {
  private static final List<SleepTimeRecommendation> RECOMMENDATIONS =
      List.of(
          SleepTimeRecommendation.IMPROVE_EFFICIENCY,
          SleepTimeRecommendation.EARLIER_BEDTIME,
          SleepTimeRecommendation.LATER_BEDTIME,
          SleepTimeRecommendation.EARLIER_WAKE_UP_TIME,
          SleepTimeRecommendation.LATER_WAKE_UP_TIME,
          SleepTimeRecommendation.FOLLOW_OPTIMAL_BEDTIME);

  private final Life life;

  SleepTimes(Life life) {
    this.life = life;
  }

  List<SleepTime> of(LocalDate day) {
    return new Nights(life).sleptThrough(day).map(night -> document(day)).stream().toList();
  }

  private SleepTime document(LocalDate day) {
    Dice dice = life.dice("sleep time", day);
    SleepTime.Builder advice = SleepTime.builder().id(life.id("sleep_time", day, 0)).day(day);
    return dice.chance(0.2)
        ? advice.status(SleepTimeStatus.NOT_ENOUGH_NIGHTS).build()
        : advice
            .status(SleepTimeStatus.OPTIMAL_FOUND)
            .recommendation(dice.pick(RECOMMENDATIONS))
            .optimalBedtime(window(day))
            .build();
  }

  /** Offsets are seconds from the day's midnight. */
  private SleepTimeWindow window(LocalDate day) {
    int start = -300 * life.trait("optimal bedtime", 6, 24);
    return SleepTimeWindow.builder()
        .dayTz(life.midnight(day).getOffset().getTotalSeconds())
        .startOffset(start)
        .endOffset(start + 2700)
        .build();
  }
}
