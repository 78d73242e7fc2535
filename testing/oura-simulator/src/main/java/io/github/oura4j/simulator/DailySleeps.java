// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.SleepContributors;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** The sleep scores of a life, each made from that day's main sleep. */
final class DailySleeps {
  private static final double IDEAL_SLEEP = 8 * 3600.0;

  private final Life life;

  DailySleeps(Life life) {
    this.life = life;
  }

  List<DailySleep> of(LocalDate day) {
    return new Nights(life).sleptThrough(day).map(this::document).stream().toList();
  }

  static int score(Contributors contributors) {
    return Decimals.score(
        0.3 * contributors.totalSleep()
            + 0.15 * contributors.efficiency()
            + 0.1 * contributors.latency()
            + 0.15 * contributors.deepSleep()
            + 0.15 * contributors.remSleep()
            + 0.1 * contributors.restfulness()
            + 0.05 * contributors.timing());
  }

  Contributors contributors(Night night) {
    Hypnogram hypnogram = night.hypnogram();
    double asleep = Math.max(1, hypnogram.secondsAsleep());
    int minutesToFallAsleep = hypnogram.latency() / 60;
    long minutesAfterEvening =
        Duration.between(life.at(night.day().minusDays(1), 22, 30), night.span().start())
            .toMinutes();
    return new Contributors(
        Decimals.score(100 * asleep / IDEAL_SLEEP),
        Decimals.score(2.5 * (night.efficiency() - 60)),
        Decimals.score(100 - 3.0 * Math.abs(minutesToFallAsleep - 10)),
        Decimals.score(450 * hypnogram.seconds(Hypnogram.DEEP) / asleep),
        Decimals.score(400 * hypnogram.seconds(Hypnogram.REM) / asleep),
        life.dice("restfulness", night.day()).between(45, 97),
        Decimals.score(100 - minutesAfterEvening / 3.0));
  }

  private DailySleep document(Night night) {
    Contributors contributors = contributors(night);
    return DailySleep.builder()
        .id(life.id("daily_sleep", night.day(), 0))
        .day(night.day())
        .score(score(contributors))
        .contributors(contributors.part())
        .timestamp(life.midnight(night.day()))
        .build();
  }

  /** What a sleep score is made of, each from 1 to 100. */
  record Contributors(
      int totalSleep,
      int efficiency,
      int latency,
      int deepSleep,
      int remSleep,
      int restfulness,
      int timing) {

    SleepContributors part() {
      return SleepContributors.builder()
          .totalSleep(totalSleep)
          .efficiency(efficiency)
          .latency(latency)
          .deepSleep(deepSleep)
          .remSleep(remSleep)
          .restfulness(restfulness)
          .timing(timing)
          .build();
    }
  }
}
