// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.Readiness;
import io.github.oura4j.model.ReadinessContributors;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Readiness, which the sleep document and the daily one tell alike. */
final class ReadinessOfDays {
  private static final double NOT_ENOUGH_HISTORY = 0.05;

  private final Life life;

  ReadinessOfDays(Life life) {
    this.life = life;
  }

  List<DailyReadiness> of(LocalDate day) {
    return new Nights(life).sleptThrough(day).map(this::document).stream().toList();
  }

  Readiness after(Night night) {
    Dice dice = life.dice("readiness", night.day());
    double deviation = Decimals.round(dice.decimal(-0.6, 0.6), 2);
    ReadinessContributors contributors = contributors(night, deviation, dice);
    return Readiness.builder()
        .contributors(contributors)
        .score(score(contributors))
        .temperatureDeviation(deviation)
        .temperatureTrendDeviation(
            dice.chance(NOT_ENOUGH_HISTORY) ? null : Decimals.round(deviation / 3, 2))
        .build();
  }

  private DailyReadiness document(Night night) {
    Readiness readiness = after(night);
    return DailyReadiness.builder()
        .id(life.id("daily_readiness", night.day(), 0))
        .day(night.day())
        .contributors(readiness.contributors())
        .score(readiness.score())
        .temperatureDeviation(readiness.temperatureDeviation())
        .temperatureTrendDeviation(readiness.temperatureTrendDeviation())
        .timestamp(life.midnight(night.day()))
        .build();
  }

  private ReadinessContributors contributors(Night night, double deviation, Dice dice) {
    DailySleeps sleep = new DailySleeps(life);
    int aboveResting = night.lowestBpm() - life.trait("resting heart rate", 46, 62);
    boolean knowsYesterday = new RingWear(life).wornOn(night.day().minusDays(1));
    return ReadinessContributors.builder()
        .previousNight(DailySleeps.score(sleep.contributors(night)))
        .sleepBalance(dice.between(60, 98))
        .previousDayActivity(knowsYesterday ? dice.between(55, 98) : null)
        .activityBalance(unlessTooNew(dice.between(60, 98), dice))
        .restingHeartRate(Decimals.score(95 - 6.0 * aboveResting))
        .hrvBalance(unlessTooNew(dice.between(50, 97), dice))
        .recoveryIndex(dice.between(40, 100))
        .bodyTemperature(Decimals.score(100 - 60 * Math.abs(deviation)))
        .sleepRegularity(unlessTooNew(dice.between(55, 98), dice))
        .build();
  }

  private static @Nullable Integer unlessTooNew(int value, Dice dice) {
    return dice.chance(NOT_ENOUGH_HISTORY) ? null : value;
  }

  private static int score(ReadinessContributors contributors) {
    return Decimals.score(
        Stream.of(
                contributors.previousNight(),
                contributors.sleepBalance(),
                contributors.previousDayActivity(),
                contributors.activityBalance(),
                contributors.restingHeartRate(),
                contributors.hrvBalance(),
                contributors.recoveryIndex(),
                contributors.bodyTemperature(),
                contributors.sleepRegularity())
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .average()
            .orElseThrow());
  }
}
