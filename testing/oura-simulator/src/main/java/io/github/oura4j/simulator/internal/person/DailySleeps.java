// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.SleepContributors;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Generates the daily sleep documents, whose scores are computed from the main sleep of the day.
 */
public final class DailySleeps {
  private static final double IDEAL_SLEEP_SECONDS = 8 * 3600.0;

  private final PersonModel person;

  /** Creates the generator for a person. */
  public DailySleeps(PersonModel person) {
    this.person = person;
  }

  /** Returns the documents of a day that exist by now. */
  public List<DailySleep> of(LocalDate day) {
    return new Nights(person).completedMainSleep(day).map(this::document).stream().toList();
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
        Duration.between(person.at(night.day().minusDays(1), 22, 30), night.interval().start())
            .toMinutes();
    return new Contributors(
        Decimals.score(100 * asleep / IDEAL_SLEEP_SECONDS),
        Decimals.score(2.5 * (night.efficiency() - 60)),
        Decimals.score(100 - 3.0 * Math.abs(minutesToFallAsleep - 10)),
        Decimals.score(450 * hypnogram.seconds(Hypnogram.DEEP) / asleep),
        Decimals.score(400 * hypnogram.seconds(Hypnogram.REM) / asleep),
        person.random("restfulness", night.day()).between(45, 97),
        Decimals.score(100 - minutesAfterEvening / 3.0));
  }

  private DailySleep document(Night night) {
    Contributors contributors = contributors(night);
    return DailySleep.builder()
        .id(person.id("daily_sleep", night.day(), 0))
        .day(night.day())
        .score(score(contributors))
        .contributors(contributors.model())
        .timestamp(person.midnight(night.day()))
        .build();
  }

  /** The contributors to a sleep score, each from 1 to 100. */
  record Contributors(
      int totalSleep,
      int efficiency,
      int latency,
      int deepSleep,
      int remSleep,
      int restfulness,
      int timing) {

    SleepContributors model() {
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
