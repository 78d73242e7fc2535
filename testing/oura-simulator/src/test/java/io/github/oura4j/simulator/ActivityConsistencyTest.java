// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Workout;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivityConsistencyTest {
  private static final String PEOPLE = "io.github.oura4j.simulator.PersonProvider#all";

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void times_always_addUpToTheElapsedDay(SimulatedPerson person) {
    assertThat(activities(person))
        .hasSizeGreaterThan(150)
        .allSatisfy(
            activity -> {
              int day = elapsedSeconds(person.zone(), activity.day());
              assertThat(
                      activity.nonWearTime()
                          + activity.restingTime()
                          + activity.sedentaryTime()
                          + activity.lowActivityTime()
                          + activity.mediumActivityTime()
                          + activity.highActivityTime())
                  .isEqualTo(day);
              assertThat(activity.class5Min()).hasSize(day / 300).matches("[0-5]+");
              assertThat(activity.met().items()).hasSize(day / 60);
              assertThat(activity.met().interval()).isEqualTo(60);
              assertThat(activity.timestamp().toLocalTime()).isEqualTo(LocalTime.of(4, 0));
            });
  }

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void totals_always_matchTheMinutes(SimulatedPerson person) {
    assertThat(activities(person))
        .allSatisfy(
            activity -> {
              assertThat(activity.totalCalories()).isGreaterThan(activity.activeCalories());
              assertThat(activity.activeCalories()).isPositive();
              assertThat(activity.steps()).isBetween(500, 40_000);
              assertThat(activity.equivalentWalkingDistance())
                  .isEqualTo(activity.targetMeters() - activity.metersToTarget());
              assertThat(activity.score()).isBetween(1, 100);
              assertThat(activity.averageMetMinutes())
                  .isCloseTo(
                      activity.met().items().stream().mapToDouble(x -> x).average().orElseThrow(),
                      within(0.0001));
            });
  }

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void classes_duringSleepAndWorkouts_matchThem(SimulatedPerson person) {
    List<SleepPeriod> sleeps = person.documents(SleepPeriod.class, first(), last());
    List<Workout> workouts = person.documents(Workout.class, first(), last());
    for (DailyActivity activity : activities(person)) {
      for (SleepPeriod sleep : sleeps) {
        assertThat(classesWithin(activity, sleep.bedtimeStart(), sleep.bedtimeEnd()))
            .matches("1*0*1*");
      }
      for (Workout workout : workouts) {
        assertThat(classesWithin(activity, workout.startDatetime(), workout.endDatetime()))
            .matches("3*|4*|5*");
      }
    }
  }

  @Test
  void day_whenDaylightSavingChanges_isAnHourShorterOrLonger() {
    SimulatedPerson person =
        SimulatedPerson.builder()
            .wearsRingEveryDay()
            .firstDay(first())
            .newestDay(last())
            .build()
            .withClock(TestPeople.at("2026-04-20T12:00:00Z"));

    assertThat(activityOn(person, LocalDate.of(2026, 3, 28)).class5Min()).hasSize(276);
    assertThat(activityOn(person, LocalDate.of(2025, 10, 25)).class5Min()).hasSize(300);
    assertThat(activityOn(person, LocalDate.of(2026, 1, 15)).class5Min()).hasSize(288);
  }

  @Test
  void today_whileOngoing_isPartialAndHasNoScore() {
    SimulatedPerson person =
        SimulatedPerson.builder()
            .wearsRingEveryDay()
            .build()
            .withClock(TestPeople.at("2026-01-15T10:02:00Z"));

    DailyActivity today = activityOn(person, LocalDate.of(2026, 1, 15));

    assertThat(today.class5Min()).hasSize(8 * 12);
    assertThat(today.score()).isNull();
  }

  private static String classesWithin(
      DailyActivity activity, OffsetDateTime start, OffsetDateTime end) {
    int length = activity.class5Min().length();
    long from = Duration.between(activity.timestamp(), start).toMinutes() / 5;
    long to = Duration.between(activity.timestamp(), end).toMinutes() / 5;
    int begin = (int) Math.max(0, Math.min(length, from));
    return activity.class5Min().substring(begin, (int) Math.max(begin, Math.min(length, to)));
  }

  private static int elapsedSeconds(ZoneId zone, LocalDate day) {
    return (int)
        Duration.between(day.atTime(4, 0).atZone(zone), day.plusDays(1).atTime(4, 0).atZone(zone))
            .toSeconds();
  }

  private static DailyActivity activityOn(SimulatedPerson person, LocalDate day) {
    return person.documents(DailyActivity.class, day, day).get(0);
  }

  private static List<DailyActivity> activities(SimulatedPerson person) {
    return person.documents(DailyActivity.class, first(), last());
  }

  private static LocalDate first() {
    return TestPeople.FIRST_DAY;
  }

  private static LocalDate last() {
    return TestPeople.NEWEST_DAY;
  }
}
