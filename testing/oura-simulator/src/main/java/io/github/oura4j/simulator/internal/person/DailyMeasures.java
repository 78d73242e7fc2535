// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.DailyCardiovascularAge;
import io.github.oura4j.model.DailyResilience;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.ResilienceContributors;
import io.github.oura4j.model.ResilienceLevel;
import io.github.oura4j.model.Spo2Values;
import io.github.oura4j.model.StressSummary;
import io.github.oura4j.model.Vo2Max;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Generates the small daily documents, which exist once the night before the day is over. */
public final class DailyMeasures {
  private static final int QUARTER_HOUR_SECONDS = 900;
  private static final int MINIMUM_AGE = 18;

  private final PersonModel person;

  /** Creates the generator for a person. */
  public DailyMeasures(PersonModel person) {
    this.person = person;
  }

  /** Returns the daily stress documents of a day. */
  public List<DailyStress> stress(LocalDate day) {
    return afterNight(day, "daily_stress", this::stress);
  }

  /** Returns the daily SpO2 documents of a day. */
  public List<DailySpo2> spo2(LocalDate day) {
    return afterNight(day, "daily_spo2", this::spo2);
  }

  /** Returns the daily resilience documents of a day. */
  public List<DailyResilience> resilience(LocalDate day) {
    return afterNight(day, "daily_resilience", this::resilience);
  }

  /** Returns the daily cardiovascular age documents of a day. */
  public List<DailyCardiovascularAge> cardiovascularAge(LocalDate day) {
    return afterNight(day, "daily_cardiovascular_age", this::cardiovascularAge);
  }

  /** Returns the estimate of the maximal oxygen uptake, which exists about once a week. */
  public List<Vo2Max> vo2Max(LocalDate day) {
    return person.random("day with vO2 max", day).chance(0.15)
        ? afterNight(day, "vO2_max", this::vo2Max)
        : List.of();
  }

  private <T> List<T> afterNight(LocalDate day, String type, Function<Morning, T> document) {
    return new Nights(person)
            .completedMainSleep(day)
            .map(
                night ->
                    document.apply(
                        new Morning(day, person.id(type, day, 0), person.random(type, day))))
            .stream()
            .toList();
  }

  private DailyStress stress(Morning morning) {
    int stressed = QUARTER_HOUR_SECONDS * morning.random().between(0, 20);
    int recovered = QUARTER_HOUR_SECONDS * morning.random().between(0, 12);
    DailyStress.Builder stress = DailyStress.builder().id(morning.id()).day(morning.day());
    return morning.random().chance(0.08)
        ? stress.build()
        : stress
            .stressHigh(stressed)
            .recoveryHigh(recovered)
            .daySummary(summary(stressed, recovered))
            .build();
  }

  private static @Nullable StressSummary summary(int stressed, int recovered) {
    if (stressed == recovered) {
      return null;
    }
    if (recovered > stressed) {
      return StressSummary.RESTORED;
    }
    return stressed > 3 * 3600 ? StressSummary.STRESSFUL : StressSummary.NORMAL;
  }

  private DailySpo2 spo2(Morning morning) {
    double average = Decimals.round(morning.random().decimal(94.5, 99.2), 3);
    double disturbances = person.rounded(morning.random().between(0, 14) + 0.25);
    DailySpo2.Builder spo2 = DailySpo2.builder().id(morning.id()).day(morning.day());
    return morning.random().chance(0.06)
        ? spo2.build()
        : spo2.spo2Percentage(Spo2Values.builder().average(average).build())
            .breathingDisturbanceIndex(disturbances)
            .build();
  }

  private DailyResilience resilience(Morning morning) {
    double sleep = Decimals.round(morning.random().decimal(35, 98), 1);
    double daytime = Decimals.round(morning.random().decimal(20, 95), 1);
    double stress = Decimals.round(morning.random().decimal(25, 95), 1);
    return DailyResilience.builder()
        .id(morning.id())
        .day(morning.day())
        .contributors(
            ResilienceContributors.builder()
                .sleepRecovery(sleep)
                .daytimeRecovery(daytime)
                .stress(stress)
                .build())
        .level(level((sleep + daytime + stress) / 3))
        .build();
  }

  private static ResilienceLevel level(double average) {
    List<ResilienceLevel> levels =
        List.of(
            ResilienceLevel.LIMITED,
            ResilienceLevel.ADEQUATE,
            ResilienceLevel.SOLID,
            ResilienceLevel.STRONG,
            ResilienceLevel.EXCEPTIONAL);
    return levels.get((int) Math.max(0, Math.min(4, (average - 40) / 10)));
  }

  private DailyCardiovascularAge cardiovascularAge(Morning morning) {
    int age = person.trait("age", 21, 74) + person.trait("years older or younger", -6, 6);
    double velocity = Decimals.round(4 + age / 14.0 + morning.random().decimal(-0.1, 0.1), 2);
    boolean estimated = !morning.random().chance(0.05);
    return DailyCardiovascularAge.builder()
        .id(morning.id())
        .day(morning.day())
        .vascularAge(
            estimated ? Math.max(MINIMUM_AGE, age + morning.random().between(-1, 1)) : null)
        .pulseWaveVelocity(estimated ? velocity : null)
        .build();
  }

  private Vo2Max vo2Max(Morning morning) {
    return Vo2Max.builder()
        .id(morning.id())
        .day(morning.day())
        .timestamp(person.midnight(morning.day()))
        .vo2Max(
            person.rounded(
                person.trait("vO2 max", 30, 52) + morning.random().between(-1, 1) + 0.25))
        .build();
  }

  /** A day whose night is over, with the id of its document and a random number generator. */
  private record Morning(LocalDate day, String id, SeededRandom random) {}
}
