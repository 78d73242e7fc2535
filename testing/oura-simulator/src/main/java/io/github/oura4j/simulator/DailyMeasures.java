// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.DailyCardiovascularAge;
import io.github.oura4j.model.DailyResilience;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.ResilienceContributors;
import io.github.oura4j.model.ResilienceLevel;
import io.github.oura4j.model.Spo2Values;
import io.github.oura4j.model.StressSummary;
import io.github.oura4j.model.Vo2Max;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The small daily documents, known once the night before is over. */
final class DailyMeasures {
  private static final int QUARTER_HOUR = 900;
  private static final int YOUNGEST = 18;

  private final Life life;

  DailyMeasures(Life life) {
    this.life = life;
  }

  List<DailyStress> stress(LocalDate day) {
    return whenRisen(day, "daily_stress", this::stress);
  }

  List<DailySpo2> spo2(LocalDate day) {
    return whenRisen(day, "daily_spo2", this::spo2);
  }

  List<DailyResilience> resilience(LocalDate day) {
    return whenRisen(day, "daily_resilience", this::resilience);
  }

  List<DailyCardiovascularAge> cardiovascularAge(LocalDate day) {
    return whenRisen(day, "daily_cardiovascular_age", this::cardiovascularAge);
  }

  /** About one day a week has an estimate of the maximal oxygen uptake. */
  List<Vo2Max> vo2Max(LocalDate day) {
    return life.dice("day with vO2 max", day).chance(0.15)
        ? whenRisen(day, "vO2_max", this::vo2Max)
        : List.of();
  }

  private <T> List<T> whenRisen(LocalDate day, String type, Function<Morning, T> document) {
    return new Nights(life)
            .sleptThrough(day)
            .map(
                night ->
                    document.apply(new Morning(day, life.id(type, day, 0), life.dice(type, day))))
            .stream()
            .toList();
  }

  private DailyStress stress(Morning morning) {
    int stressed = QUARTER_HOUR * morning.dice().between(0, 20);
    int recovered = QUARTER_HOUR * morning.dice().between(0, 12);
    DailyStress.Builder stress = DailyStress.builder().id(morning.id()).day(morning.day());
    return morning.dice().chance(0.08)
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
    double average = Decimals.round(morning.dice().decimal(94.5, 99.2), 3);
    int disturbances = morning.dice().between(0, 14);
    DailySpo2.Builder spo2 = DailySpo2.builder().id(morning.id()).day(morning.day());
    return morning.dice().chance(0.06)
        ? spo2.build()
        : spo2.spo2Percentage(Spo2Values.builder().average(average).build())
            .breathingDisturbanceIndex(disturbances)
            .build();
  }

  private DailyResilience resilience(Morning morning) {
    double sleep = Decimals.round(morning.dice().decimal(35, 98), 1);
    double daytime = Decimals.round(morning.dice().decimal(20, 95), 1);
    double stress = Decimals.round(morning.dice().decimal(25, 95), 1);
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
    int age = life.trait("age", 21, 74) + life.trait("years older or younger", -6, 6);
    double velocity = Decimals.round(4 + age / 14.0 + morning.dice().decimal(-0.1, 0.1), 2);
    boolean estimated = !morning.dice().chance(0.05);
    return DailyCardiovascularAge.builder()
        .id(morning.id())
        .day(morning.day())
        .vascularAge(estimated ? Math.max(YOUNGEST, age + morning.dice().between(-1, 1)) : null)
        .pulseWaveVelocity(estimated ? velocity : null)
        .build();
  }

  private Vo2Max vo2Max(Morning morning) {
    return Vo2Max.builder()
        .id(morning.id())
        .day(morning.day())
        .timestamp(life.midnight(morning.day()))
        .vo2Max(life.trait("vO2 max", 30, 52) + morning.dice().between(-1, 1))
        .build();
  }

  /** A day whose night is over, with what its document needs. */
  private record Morning(LocalDate day, String id, Dice dice) {}
}
