// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepType;
import io.github.oura4j.model.Workout;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LateWorkoutsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final List<LocalDate> DAYS = DAY.datesUntil(DAY.plusDays(10)).toList();

  private static SleepPeriod night(int day, @Nullable Integer deepMinutes) {
    return SleepPeriod.builder()
        .id("night-" + day)
        .day(DAY.plusDays(day))
        .type(SleepType.LONG_SLEEP)
        .deepSleepDuration(deepMinutes == null ? null : deepMinutes * 60)
        .build();
  }

  private static Workout workout(int day, int hour) {
    LocalDate date = DAY.plusDays(day);
    return Workout.builder()
        .id("workout-" + day + "-" + hour)
        .day(date)
        .endDatetime(OffsetDateTime.parse(date + "T" + hour + ":30:00+02:00"))
        .build();
  }

  private static Object value(DataFrame frame, String column, int row) {
    return frame.getColumn(column).get(row);
  }

  @Test
  void nights_withMissingDaysAndValues_averageSevenDaysNotSevenNights() {
    List<SleepPeriod> sleep = List.of(night(0, 100), night(1, null), night(7, 60), night(8, 40));

    DataFrame nights = LateWorkouts.nights(DAYS, sleep, List.of());

    assertThat(nights.getColumn("day")).hasSize(10);
    assertThat(nights.getColumn("deep"))
        .containsExactly(100, null, null, null, null, null, null, 60, 40, null);
    assertThat(nights.getColumn("week"))
        .containsExactly(100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 60.0, 50.0, 50.0);
  }

  @Test
  void nights_afterWorkouts_haveTheHourOfTheLatestOfTheDayBefore() {
    List<Workout> workouts = List.of(workout(0, 20), workout(0, 11), workout(2, 17));

    DataFrame nights = LateWorkouts.nights(DAYS, List.of(night(1, 60)), workouts);

    assertThat(nights.getColumn("hour"))
        .containsExactly(null, 20, null, 17, null, null, null, null, null, null);
  }

  @Test
  void nights_withNapsAndTwoLongSleepsOfADay_addUpTheLongOnes() {
    SleepPeriod nap =
        SleepPeriod.builder()
            .id("nap")
            .day(DAY)
            .type(SleepType.SLEEP)
            .deepSleepDuration(6000)
            .build();
    List<SleepPeriod> sleep = List.of(night(0, 50), nap, night(0, 10));

    assertThat(value(LateWorkouts.nights(DAYS, sleep, List.of()), "deep", 0)).isEqualTo(60);
  }

  @Test
  void byWorkout_comparesTheNightsOfEachKindWithTheirWeek() {
    List<SleepPeriod> sleep = List.of(night(0, 70), night(1, 50), night(2, 60));
    List<Workout> workouts = List.of(workout(0, 19), workout(1, 18));

    DataFrame result = LateWorkouts.byWorkout(LateWorkouts.nights(DAYS, sleep, workouts));

    assertThat(result.getColumn("workout")).containsExactlyInAnyOrder("none", "late", "earlier");
    int late = result.getColumn("workout").toList().indexOf("late");
    assertThat(value(result, "nights", late)).isEqualTo(1);
    assertThat(value(result, "deep", late)).isEqualTo(50.0);
    assertThat(value(result, "difference_to_week", late)).isEqualTo(-10.0);
  }

  @Test
  void print_withoutAnyNight_printsEmptyDays() {
    assertThat(LateWorkouts.byWorkout(LateWorkouts.nights(DAYS, List.of(), List.of())).height())
        .isZero();
  }

  @Test
  void print_ofASimulatedPerson_printsBothFrames() {
    LocalDate today = LocalDate.of(2026, 3, 21);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SimulatedPerson person = SimulatedPerson.builder().newestDay(today).wearsRingEveryDay().build();
    try (OuraSimulator simulator = OuraSimulator.builder().person(person).start();
        OuraClient oura =
            OuraClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(Credentials.token(simulator.token()))
                .build()) {
      LateWorkouts.print(oura, today, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("2026-03-21", "difference_to_week", "late", "earlier", "none");
  }
}
