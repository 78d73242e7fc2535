// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks timelines of 60 simulated days. During them, on the night to March 30, 2025, daylight
 * saving time begins in Helsinki.
 */
class TimelinesOfSimulatedDaysTest {
  private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
  private static final LocalDate LAST = FIRST.plusDays(59);
  private static final LocalDate DST_BEGINS = LocalDate.of(2025, 3, 30);

  private final SimulatedPerson person =
      SimulatedPerson.builder().firstDay(FIRST).newestDay(LAST).wearsRingEveryDay().build();

  private final List<SleepPeriod> periods = person.documents(SleepPeriod.class, FIRST, LAST);

  @Test
  void sleepPhases_of60Nights_addUpToTheDurationsOfThePeriod() {
    assertThat(SleepDay.of(periods)).hasSize(60);
    assertThat(periods)
        .allSatisfy(
            period ->
                assertThat(Timelines.sleepPhases(period).orElseThrow().durations())
                    .containsExactlyInAnyOrderEntriesOf(phaseDurations(period)));
  }

  @Test
  void strings_of60Nights_endWhenBedtimeEnds() {
    assertThat(periods)
        .allSatisfy(
            period ->
                assertThat(
                        Stream.of(
                                Timelines.sleepPhases30Seconds(period),
                                Timelines.sleepPhases5Minutes(period),
                                Timelines.appSleepPhases5Minutes(period),
                                Timelines.movement30Seconds(period))
                            .map(timeline -> timeline.orElseThrow().end().toInstant()))
                    .containsOnly(period.bedtimeEnd().toInstant()));
    assertThat(periods).anyMatch(TimelinesOfSimulatedDaysTest::crossesDaylightSavingChange);
  }

  @Test
  void heartRateAndHrv_of60Nights_containEveryItemAndNull() {
    List<SleepPeriod> measured = periods.stream().filter(p -> p.heartRate() != null).toList();

    assertThat(measured).hasSizeGreaterThanOrEqualTo(60);
    assertThat(measured)
        .allSatisfy(
            period -> {
              assertThat(Timelines.heartRate(period).orElseThrow().values())
                  .isEqualTo(items(period.heartRate()));
              assertThat(Timelines.hrv(period).orElseThrow().values())
                  .isEqualTo(items(period.hrv()));
            });
    assertThat(measured).anyMatch(period -> items(period.heartRate()).contains(null));
  }

  @Test
  void activityClasses_of60Days_addUpToTheTimesOfTheDay() {
    List<DailyActivity> days = person.documents(DailyActivity.class, FIRST, LAST);

    assertThat(days).hasSize(60);
    assertThat(days)
        .allSatisfy(
            day -> {
              Timeline<ActivityClass> classes = Timelines.activityClasses(day).orElseThrow();
              assertThat(classes.durations())
                  .containsExactlyInAnyOrderEntriesOf(classDurations(day));
              assertThat(Timelines.met(day).orElseThrow().end()).isEqualTo(classes.end());
            });
  }

  @Test
  void activityClasses_whenDaylightSavingTimeBegins_endAtFourTheNextMorning() {
    LocalDate saturday = DST_BEGINS.minusDays(1);
    DailyActivity day = person.documents(DailyActivity.class, saturday, saturday).get(0);

    assertThat(Timelines.activityClasses(day).orElseThrow().end().toInstant())
        .isEqualTo(DST_BEGINS.atTime(4, 0).atZone(person.zone()).toInstant());
  }

  @Test
  void sleepDays_of60Nights_containEveryPeriodOnce() {
    List<SleepDay> days = SleepDay.of(periods);

    assertThat(days).allSatisfy(day -> assertThat(day.mainSleep()).isPresent());
    assertThat(days.stream().flatMap(day -> day.periods().stream()))
        .containsExactlyInAnyOrderElementsOf(periods);
    assertThat(days).anyMatch(day -> !day.naps().isEmpty());
  }

  private static boolean crossesDaylightSavingChange(SleepPeriod period) {
    return !period.bedtimeStart().getOffset().equals(period.bedtimeEnd().getOffset());
  }

  private static List<Double> items(SampleSeries series) {
    return Objects.requireNonNull(series.items());
  }

  private static Map<SleepPhase, Duration> phaseDurations(SleepPeriod period) {
    return positiveDurations(
        Map.of(
            SleepPhase.DEEP, period.deepSleepDuration(),
            SleepPhase.LIGHT, period.lightSleepDuration(),
            SleepPhase.REM, period.remSleepDuration(),
            SleepPhase.AWAKE, period.awakeTime()));
  }

  private static Map<ActivityClass, Duration> classDurations(DailyActivity day) {
    return positiveDurations(
        Map.of(
            ActivityClass.NON_WEAR, day.nonWearTime(),
            ActivityClass.REST, day.restingTime(),
            ActivityClass.INACTIVE, day.sedentaryTime(),
            ActivityClass.LOW, day.lowActivityTime(),
            ActivityClass.MEDIUM, day.mediumActivityTime(),
            ActivityClass.HIGH, day.highActivityTime()));
  }

  private static <K> Map<K, Duration> positiveDurations(Map<K, Integer> seconds) {
    return seconds.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> Duration.ofSeconds(entry.getValue())));
  }
}
