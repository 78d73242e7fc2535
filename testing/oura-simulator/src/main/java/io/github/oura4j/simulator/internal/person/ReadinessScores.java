// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.Readiness;
import io.github.oura4j.model.ReadinessContributors;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Generates the readiness, which the sleep document and the daily readiness document share. */
public final class ReadinessScores {
  private static final double MISSING_HISTORY_PROBABILITY = 0.05;

  private final PersonModel person;

  /** Creates the generator for a person. */
  public ReadinessScores(PersonModel person) {
    this.person = person;
  }

  /** Returns the documents of a day that exist by now. */
  public List<DailyReadiness> of(LocalDate day) {
    return new Nights(person).completedMainSleep(day).map(this::document).stream().toList();
  }

  Readiness after(Night night) {
    SeededRandom random = person.random("readiness", night.day());
    double deviation = Decimals.round(random.decimal(-0.6, 0.6), 2);
    ReadinessContributors contributors = contributors(night, deviation, random);
    return Readiness.builder()
        .contributors(contributors)
        .score(score(contributors))
        .temperatureDeviation(deviation)
        .temperatureTrendDeviation(
            random.chance(MISSING_HISTORY_PROBABILITY) ? null : Decimals.round(deviation / 3, 2))
        .build();
  }

  private DailyReadiness document(Night night) {
    Readiness readiness = after(night);
    return DailyReadiness.builder()
        .id(person.id("daily_readiness", night.day(), 0))
        .day(night.day())
        .contributors(readiness.contributors())
        .score(readiness.score())
        .temperatureDeviation(readiness.temperatureDeviation())
        .temperatureTrendDeviation(readiness.temperatureTrendDeviation())
        .timestamp(person.midnight(night.day()))
        .build();
  }

  private ReadinessContributors contributors(Night night, double deviation, SeededRandom random) {
    DailySleeps sleep = new DailySleeps(person);
    int aboveResting = night.lowestBpm() - person.trait("resting heart rate", 46, 62);
    boolean hasYesterday = new RingWear(person).wornOn(night.day().minusDays(1));
    return ReadinessContributors.builder()
        .previousNight(DailySleeps.score(sleep.contributors(night)))
        .sleepBalance(random.between(60, 98))
        .previousDayActivity(hasYesterday ? random.between(55, 98) : null)
        .activityBalance(unlessHistoryIsMissing(random.between(60, 98), random))
        .restingHeartRate(Decimals.score(95 - 6.0 * aboveResting))
        .hrvBalance(unlessHistoryIsMissing(random.between(50, 97), random))
        .recoveryIndex(random.between(40, 100))
        .bodyTemperature(Decimals.score(100 - 60 * Math.abs(deviation)))
        .sleepRegularity(unlessHistoryIsMissing(random.between(55, 98), random))
        .build();
  }

  private static @Nullable Integer unlessHistoryIsMissing(int value, SeededRandom random) {
    return random.chance(MISSING_HISTORY_PROBABILITY) ? null : value;
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
