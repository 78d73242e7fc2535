// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Workout;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeSeriesConsistencyTest {
  private static final String PEOPLE = "io.github.oura4j.simulator.PersonProvider#all";

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void heartRate_always_isInOrderAndInUtc(SimulatedPerson person) {
    List<HeartRate> samples =
        samples(person, TestPeople.FIRST_DAY, TestPeople.FIRST_DAY.plusDays(40));

    assertThat(samples)
        .extracting(HeartRate::timestampUnix)
        .isSortedAccordingTo(Comparator.naturalOrder())
        .doesNotHaveDuplicates();
    assertThat(samples)
        .allSatisfy(
            sample -> {
              assertThat(sample.timestamp().getOffset()).isEqualTo(ZoneOffset.UTC);
              assertThat(sample.timestamp().toInstant().toEpochMilli())
                  .isEqualTo(sample.timestampUnix());
              assertThat(sample.bpm()).isBetween(40, 200);
            });
    assertThat(samples)
        .extracting(HeartRate::source)
        .contains(
            HeartRateSource.AWAKE,
            HeartRateSource.REST,
            HeartRateSource.SLEEP,
            HeartRateSource.WORKOUT,
            HeartRateSource.LIVE,
            HeartRateSource.SESSION);
  }

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void heartRate_onADayWithTheRing_hasHundredsOfSamples(SimulatedPerson person) {
    for (LocalDate day = TestPeople.FIRST_DAY;
        day.isBefore(TestPeople.NEWEST_DAY.minusDays(1));
        day = day.plusDays(1)) {
      if (!person.documents(SleepPeriod.class, day, day).isEmpty()) {
        assertThat(samples(person, day, day.plusDays(1))).hasSizeBetween(270, 1_200);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void heartRate_duringWorkoutsAndSessions_hasTheirSource(SimulatedPerson person) {
    for (Workout workout : documents(person, Workout.class)) {
      assertThat(
              sources(
                  person, workout.startDatetime().toInstant(), workout.endDatetime().toInstant()))
          .containsOnly(HeartRateSource.WORKOUT);
    }
    for (Session session : documents(person, Session.class)) {
      List<HeartRate> samples =
          person
              .heartRate(session.startDatetime().toInstant(), session.endDatetime().toInstant())
              .toList();
      assertThat(samples).extracting(HeartRate::source).containsOnly(HeartRateSource.SESSION);
      if (session.heartRate() != null) {
        assertThat(session.heartRate().items())
            .isEqualTo(samples.stream().map(sample -> (double) sample.bpm()).toList());
      }
    }
  }

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void batteryLevel_always_fallsUntilItIsCharged(SimulatedPerson person) {
    List<RingBatteryLevel> samples =
        person
            .ringBatteryLevel(
                start(person, TestPeople.FIRST_DAY), start(person, TestPeople.NEWEST_DAY))
            .toList();

    assertThat(samples).hasSizeGreaterThan(24 * 190);
    for (int i = 1; i < samples.size(); i++) {
      RingBatteryLevel before = samples.get(i - 1);
      RingBatteryLevel now = samples.get(i);
      assertThat(now.level()).isBetween(1, 100);
      assertThat(Duration.between(before.timestamp(), now.timestamp()))
          .isPositive()
          .isLessThanOrEqualTo(Duration.ofHours(1));
      if (Boolean.FALSE.equals(now.charging()) && Boolean.FALSE.equals(before.charging())) {
        assertThat(now.level()).isLessThanOrEqualTo(before.level());
      }
      if (Boolean.TRUE.equals(now.charging()) && Boolean.TRUE.equals(before.charging())) {
        assertThat(now.level()).isGreaterThanOrEqualTo(before.level());
      }
    }
    assertThat(samples).anyMatch(sample -> Boolean.TRUE.equals(sample.charging()));
  }

  @Test
  void heartRate_afterNow_doesNotExist() {
    Instant now = Instant.parse("2026-01-15T10:02:00Z");
    SimulatedPerson person =
        SimulatedPerson.builder().build().withClock(TestPeople.at(now.toString()));

    List<HeartRate> samples =
        person.heartRate(now.minus(Duration.ofHours(2)), now.plus(Duration.ofDays(2))).toList();

    assertThat(samples.get(samples.size() - 1).timestamp().toInstant())
        .isBetween(now.minus(Duration.ofMinutes(5)), now);
  }

  @Test
  void heartRate_withAShorterInterval_hasMoreThanAThousandSamples() {
    SimulatedPerson person =
        SimulatedPerson.builder()
            .wearsRingEveryDay()
            .heartRateInterval(Duration.ofSeconds(75))
            .build()
            .withClock(TestPeople.at("2026-01-15T10:00:00Z"));

    assertThat(samples(person, LocalDate.of(2026, 1, 10), LocalDate.of(2026, 1, 11)))
        .hasSizeBetween(1_000, 2_000);
  }

  private static List<HeartRateSource> sources(SimulatedPerson person, Instant from, Instant to) {
    return new ArrayList<>(person.heartRate(from, to).map(HeartRate::source).toList());
  }

  private static List<HeartRate> samples(SimulatedPerson person, LocalDate first, LocalDate end) {
    return person.heartRate(start(person, first), start(person, end)).toList();
  }

  private static Instant start(SimulatedPerson person, LocalDate day) {
    return day.atStartOfDay(person.zone()).toInstant();
  }

  private static <T> List<T> documents(SimulatedPerson person, Class<T> type) {
    return person.documents(type, TestPeople.FIRST_DAY, TestPeople.NEWEST_DAY);
  }
}
