// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepType;
import io.github.oura4j.model.Vo2Max;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SleepConsistencyTest {
  @ParameterizedTest
  @MethodSource("io.github.oura4j.simulator.PersonProvider#all")
  void phases_always_addUpToTheTimeInBed(SimulatedPerson person) {
    assertThat(periods(person))
        .hasSizeGreaterThan(150)
        .allSatisfy(
            sleep -> {
              assertThat(
                      sleep.deepSleepDuration()
                          + sleep.lightSleepDuration()
                          + sleep.remSleepDuration())
                  .isEqualTo(sleep.totalSleepDuration());
              assertThat(sleep.totalSleepDuration() + sleep.awakeTime())
                  .isEqualTo(sleep.timeInBed());
              assertThat(Duration.between(sleep.bedtimeStart(), sleep.bedtimeEnd()))
                  .hasSeconds(sleep.timeInBed());
              assertThat(sleep.efficiency()).isEqualTo(expectedEfficiency(sleep));
            });
  }

  @ParameterizedTest
  @MethodSource("io.github.oura4j.simulator.PersonProvider#all")
  void hypnograms_always_matchDurationsAndEachOther(SimulatedPerson person) {
    assertThat(periods(person))
        .allSatisfy(
            sleep -> {
              String phases = sleep.sleepPhase30Sec();
              assertThat(phases).hasSize(sleep.timeInBed() / 30).matches("[1-4]+");
              assertThat(sleep.movement30Sec()).hasSameSizeAs(phases).matches("[1-4]+");
              assertThat(count(phases, '1') * 30).isEqualTo(sleep.deepSleepDuration());
              assertThat(count(phases, '2') * 30).isEqualTo(sleep.lightSleepDuration());
              assertThat(count(phases, '3') * 30).isEqualTo(sleep.remSleepDuration());
              assertThat(count(phases, '4') * 30).isEqualTo(sleep.awakeTime());
              if (sleep.latency() != null) {
                assertThat(phases.replaceFirst("[1-3].*", "")).hasSize(sleep.latency() / 30);
              }
              assertThat(sleep.sleepPhase5Min())
                  .isEqualTo(mostFrequentOfTen(phases))
                  .isEqualTo(sleep.appSleepPhase5Min());
            });
  }

  @ParameterizedTest
  @MethodSource("io.github.oura4j.simulator.PersonProvider#all")
  void samples_always_matchTheNight(SimulatedPerson person) {
    assertThat(periods(person))
        .filteredOn(sleep -> sleep.heartRate() != null)
        .allSatisfy(
            sleep -> {
              List<Double> bpm = sleep.heartRate().items();
              assertThat(bpm).hasSize(sleep.timeInBed() / 300);
              assertThat(sleep.hrv().items()).hasSameSizeAs(bpm);
              assertThat(sleep.heartRate().interval()).isEqualTo(300);
              assertThat(sleep.heartRate().timestamp()).isEqualTo(sleep.bedtimeStart());
              double average =
                  bpm.stream().filter(Objects::nonNull).mapToDouble(x -> x).average().orElseThrow();
              assertThat(sleep.averageHeartRate()).isCloseTo(average, within(0.001));
              assertThat(bpm).contains(sleep.lowestHeartRate());
              assertThat(bpm)
                  .filteredOn(Objects::nonNull)
                  .allMatch(x -> x >= sleep.lowestHeartRate());
            });
  }

  @ParameterizedTest
  @MethodSource("io.github.oura4j.simulator.PersonProvider#all")
  void mainSleep_always_belongsToTheDayOfWakingUp(SimulatedPerson person) {
    assertThat(periods(person))
        .filteredOn(sleep -> sleep.type().equals(SleepType.LONG_SLEEP))
        .allSatisfy(
            sleep -> {
              assertThat(sleep.bedtimeEnd().toLocalDate()).isEqualTo(sleep.day());
              assertOffsetIsLocal(sleep.bedtimeStart(), person.zone());
              assertOffsetIsLocal(sleep.bedtimeEnd(), person.zone());
              LocalDate eveningBefore = sleep.day().minusDays(1);
              assertThat(sleep.bedtimeStart().toLocalDateTime())
                  .isBetween(eveningBefore.atTime(22, 30), sleep.day().atTime(0, 30));
            })
        .extracting(SleepPeriod::day)
        .doesNotHaveDuplicates();
  }

  @Test
  void mainSleep_whenDaylightSavingChanges_countsElapsedSeconds() {
    SimulatedPerson person =
        SimulatedPerson.builder()
            .wearsRingEveryDay()
            .firstDay(TestPeople.FIRST_DAY)
            .newestDay(TestPeople.NEWEST_DAY)
            .build()
            .withClock(TestPeople.at("2026-04-20T12:00:00Z"));

    assertThat(wallClockMinusElapsed(person, LocalDate.of(2026, 3, 29))).hasHours(1);
    assertThat(wallClockMinusElapsed(person, LocalDate.of(2025, 10, 26))).hasHours(-1);
    assertThat(wallClockMinusElapsed(person, LocalDate.of(2026, 1, 15))).isZero();
  }

  @ParameterizedTest
  @MethodSource("io.github.oura4j.simulator.PersonProvider#all")
  void readiness_always_matchesTheDailyDocument(SimulatedPerson person) {
    Map<LocalDate, DailyReadiness> daily = new HashMap<>();
    documents(person, DailyReadiness.class)
        .forEach(document -> daily.put(document.day(), document));

    assertThat(periods(person))
        .filteredOn(sleep -> sleep.readiness() != null)
        .hasSameSizeAs(daily.values())
        .allSatisfy(
            sleep -> {
              DailyReadiness same = daily.get(sleep.day());
              assertThat(sleep.readiness().score()).isEqualTo(same.score()).isBetween(1, 100);
              assertThat(sleep.readiness().contributors()).isEqualTo(same.contributors());
              assertThat(sleep.readiness().temperatureDeviation())
                  .isEqualTo(same.temperatureDeviation());
            });
  }

  @ParameterizedTest
  @MethodSource("io.github.oura4j.simulator.PersonProvider#all")
  void heartRate_duringSleep_equalsTheSamplesOfTheNight(SimulatedPerson person) {
    for (SleepPeriod sleep : periods(person).subList(0, 40)) {
      List<HeartRate> samples =
          person
              .heartRate(sleep.bedtimeStart().toInstant(), sleep.bedtimeEnd().toInstant())
              .toList();
      assertThat(samples).hasSize(sleep.timeInBed() / 300);
      assertThat(samples).extracting(HeartRate::source).containsOnly(HeartRateSource.SLEEP);
      if (sleep.heartRate() != null) {
        assertThat(withNullsOf(sleep.heartRate().items(), samples))
            .isEqualTo(sleep.heartRate().items());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.oura4j.simulator.PersonProvider#all")
  void nightsAndDays_overHalfAYear_haveGapsNapsAndNulls(SimulatedPerson person) {
    List<SleepPeriod> periods = periods(person);

    assertThat(periods.stream().map(SleepPeriod::day).distinct().count()).isBetween(170L, 196L);
    assertThat(periods).anyMatch(sleep -> !sleep.type().equals(SleepType.LONG_SLEEP));
    assertThat(periods)
        .filteredOn(sleep -> sleep.heartRate() != null)
        .anyMatch(sleep -> sleep.heartRate().items().contains(null));
  }

  @Test
  void values_whenTheyAreFractional_areCloseToTheRoundedOnes() {
    List<SleepPeriod> rounded = periods(halfAYear(SimulatedPerson.builder()));
    List<SleepPeriod> fractional = periods(halfAYear(SimulatedPerson.builder().fractionalValues()));

    assertThat(fractional)
        .anyMatch(nap -> Double.valueOf(-0.25).equals(nap.readinessScoreDelta()))
        .anyMatch(nap -> hasFraction(nap.sleepScoreDelta()))
        .anyMatch(night -> hasFraction(night.averageHrv()))
        .anyMatch(night -> hasFraction(night.lowestHeartRate()));
    assertThat(rounded)
        .noneMatch(nap -> hasFraction(nap.readinessScoreDelta()))
        .noneMatch(nap -> hasFraction(nap.sleepScoreDelta()))
        .noneMatch(night -> hasFraction(night.averageHrv()))
        .noneMatch(night -> hasFraction(night.lowestHeartRate()))
        .usingRecursiveComparison()
        .withEqualsForType((one, other) -> Math.abs(one - other) <= 0.5, Double.class)
        .isEqualTo(fractional);
  }

  @Test
  void dailyValues_whenTheyAreFractional_haveFractions() {
    SimulatedPerson person = halfAYear(SimulatedPerson.builder().fractionalValues());

    assertThat(documents(person, Vo2Max.class)).allMatch(one -> hasFraction(one.vo2Max()));
    assertThat(documents(person, DailySpo2.class))
        .anyMatch(one -> hasFraction(one.breathingDisturbanceIndex()));
  }

  private static SimulatedPerson halfAYear(SimulatedPerson.Builder person) {
    return person
        .firstDay(TestPeople.FIRST_DAY)
        .newestDay(TestPeople.NEWEST_DAY)
        .build()
        .withClock(TestPeople.at("2026-04-20T12:00:00Z"));
  }

  private static boolean hasFraction(@Nullable Double value) {
    return value != null && value % 1 != 0;
  }

  private static List<Double> withNullsOf(List<Double> items, List<HeartRate> samples) {
    List<Double> same = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      same.add(items.get(i) == null ? null : (double) samples.get(i).bpm());
    }
    return same;
  }

  private static Duration wallClockMinusElapsed(SimulatedPerson person, LocalDate day) {
    SleepPeriod night = person.documents(SleepPeriod.class, day, day).get(0);
    return Duration.between(
            night.bedtimeStart().toLocalDateTime(), night.bedtimeEnd().toLocalDateTime())
        .minusSeconds(night.timeInBed());
  }

  private static void assertOffsetIsLocal(OffsetDateTime time, ZoneId zone) {
    Instant instant = time.toInstant();
    assertThat(time.getOffset()).isEqualTo(zone.getRules().getOffset(instant));
  }

  private static @Nullable Integer expectedEfficiency(SleepPeriod sleep) {
    return sleep.totalSleepDuration() == 0
        ? null
        : (int) Math.round(100.0 * sleep.totalSleepDuration() / sleep.timeInBed());
  }

  private static String mostFrequentOfTen(String phases) {
    StringBuilder coarse = new StringBuilder();
    for (int i = 0; i < phases.length(); i += 10) {
      String ten = phases.substring(i, i + 10);
      char best = '1';
      for (char phase : new char[] {'2', '3', '4'}) {
        best = count(ten, phase) > count(ten, best) ? phase : best;
      }
      coarse.append(best);
    }
    return coarse.toString();
  }

  private static int count(String text, char character) {
    return (int) text.chars().filter(c -> c == character).count();
  }

  private static List<SleepPeriod> periods(SimulatedPerson person) {
    return documents(person, SleepPeriod.class);
  }

  private static <T> List<T> documents(SimulatedPerson person, Class<T> type) {
    return person.documents(type, TestPeople.FIRST_DAY, TestPeople.NEWEST_DAY);
  }
}
