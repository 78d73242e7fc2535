// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelinesTest {
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-03-28T23:00:00+02:00");
  private static final Duration THIRTY_SECONDS = Duration.ofSeconds(30);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @Test
  void sleepPhases_whenTheDocumentHasAllResolutions_areTheFinest() {
    SleepPeriod period =
        night().sleepPhase30Sec("44").sleepPhase5Min("2").appSleepPhase5Min("3").build();

    assertThat(Timelines.sleepPhases(period))
        .contains(
            new Timeline<>(START, THIRTY_SECONDS, List.of(SleepPhase.AWAKE, SleepPhase.AWAKE)));
  }

  @Test
  void sleepPhases_whenTheFinestIsMissingOrEmpty_areTheNextFinest() {
    SleepPeriod.Builder all = night().sleepPhase5Min("2").appSleepPhase5Min("3");
    SleepPeriod.Builder app = night().sleepPhase30Sec("").sleepPhase5Min("").appSleepPhase5Min("3");

    assertThat(Timelines.sleepPhases(all.build()))
        .contains(new Timeline<>(START, FIVE_MINUTES, List.of(SleepPhase.LIGHT)));
    assertThat(Timelines.sleepPhases(app.build()))
        .contains(new Timeline<>(START, FIVE_MINUTES, List.of(SleepPhase.REM)));
  }

  @Test
  void sleepPhases_whenAllAreMissingOrEmpty_areEmpty() {
    assertThat(Timelines.sleepPhases(night().build())).isEmpty();
    assertThat(Timelines.sleepPhases(night().sleepPhase30Sec("").build())).isEmpty();
  }

  @Test
  void sleepPhasesOfEachResolution_always_readTheirOwnString() {
    SleepPeriod period =
        night().sleepPhase30Sec("1").sleepPhase5Min("2").appSleepPhase5Min("3").build();

    assertThat(Timelines.sleepPhases30Seconds(period))
        .contains(new Timeline<>(START, THIRTY_SECONDS, List.of(SleepPhase.DEEP)));
    assertThat(Timelines.sleepPhases5Minutes(period))
        .contains(new Timeline<>(START, FIVE_MINUTES, List.of(SleepPhase.LIGHT)));
    assertThat(Timelines.appSleepPhases5Minutes(period))
        .contains(new Timeline<>(START, FIVE_MINUTES, List.of(SleepPhase.REM)));
  }

  @Test
  void movement30Seconds_always_hasOneStepPerCharacter() {
    Timeline<Movement> movement =
        Timelines.movement30Seconds(night().movement30Sec("1143").build()).orElseThrow();

    assertThat(movement.values())
        .containsExactly(
            Movement.NO_MOTION, Movement.NO_MOTION, Movement.ACTIVE, Movement.TOSSING_AND_TURNING);
    assertThat(movement.end()).isEqualTo(START.plusMinutes(2));
  }

  @Test
  void strings_withAnUnknownCharacter_preserveItAndTheTimesOfTheOthers() {
    Timeline<SleepPhase> phases =
        Timelines.sleepPhases30Seconds(night().sleepPhase30Sec("1?3").build()).orElseThrow();

    assertThat(phases.values()).extracting(SleepPhase::code).containsExactly('1', '?', '3');
    assertThat(phases.values().get(1).known()).isEqualTo(SleepPhase.Known.UNKNOWN);
    assertThat(phases.at(START.plusSeconds(60).toInstant())).contains(SleepPhase.REM);
  }

  @Test
  void strings_whenEmpty_returnATimelineWithoutSteps() {
    assertThat(Timelines.sleepPhases30Seconds(night().sleepPhase30Sec("").build()))
        .contains(new Timeline<>(START, THIRTY_SECONDS, List.of()));
  }

  @Test
  void strings_whenStringOrStartIsMissing_areEmpty() {
    SleepPeriod noStrings = night().build();
    SleepPeriod noStart =
        SleepPeriod.builder()
            .sleepPhase30Sec("1")
            .sleepPhase5Min("1")
            .appSleepPhase5Min("1")
            .movement30Sec("1")
            .build();

    for (SleepPeriod period : List.of(noStrings, noStart)) {
      assertThat(Timelines.sleepPhases(period)).isEmpty();
      assertThat(Timelines.sleepPhases30Seconds(period)).isEmpty();
      assertThat(Timelines.sleepPhases5Minutes(period)).isEmpty();
      assertThat(Timelines.appSleepPhases5Minutes(period)).isEmpty();
      assertThat(Timelines.movement30Seconds(period)).isEmpty();
    }
    assertThat(Timelines.activityClasses(DailyActivity.builder().timestamp(START).build()))
        .isEmpty();
    assertThat(Timelines.activityClasses(DailyActivity.builder().class5Min("1").build())).isEmpty();
  }

  @Test
  void activityClasses_whenDaylightSavingTimeBegins_have23HoursOfSteps() {
    OffsetDateTime fourOnSaturday = OffsetDateTime.parse("2026-03-28T04:00:00+02:00");
    DailyActivity day =
        DailyActivity.builder().timestamp(fourOnSaturday).class5Min("1".repeat(23 * 12)).build();

    Timeline<ActivityClass> classes = Timelines.activityClasses(day).orElseThrow();

    assertThat(classes.end().toInstant())
        .isEqualTo(OffsetDateTime.parse("2026-03-29T04:00:00+03:00").toInstant());
    assertThat(classes.durations()).containsEntry(ActivityClass.REST, Duration.ofHours(23));
  }

  @Test
  void samples_whenSomeAreNull_keepTheirPositions() {
    SampleSeries series = series(300.0, 61.0, null, 59.5);

    Timeline<Double> samples = Timelines.samples(series).orElseThrow();

    assertThat(samples.values()).containsExactly(61.0, null, 59.5);
    assertThat(samples.step()).isEqualTo(FIVE_MINUTES);
    assertThat(samples.segments().get(2).start()).isEqualTo(START.plusMinutes(10));
  }

  @Test
  void samples_whenTheIntervalIsFractional_doNotDrift() {
    Double[] items = new Double[100_000];
    Arrays.fill(items, 1.0);

    assertThat(Timelines.samples(series(0.1, items)).orElseThrow().end())
        .isEqualTo(START.plusSeconds(10_000));
  }

  @Test
  void samples_whenSeriesOrItemsOrTimestampIsMissing_areEmpty() {
    assertThat(Timelines.samples(null)).isEmpty();
    assertThat(Timelines.samples(SampleSeries.builder().timestamp(START).interval(60.0).build()))
        .isEmpty();
    assertThat(Timelines.samples(SampleSeries.builder().interval(60.0).items(List.of(1.0)).build()))
        .isEmpty();
  }

  @Test
  void samples_whenTheIntervalIsMissing_failAndNameIt() {
    SampleSeries series = SampleSeries.builder().timestamp(START).items(List.of(87654.0)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timelines.samples(series))
        .withMessageContaining("no interval")
        .withMessageNotContaining("87654");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -300.0,
        1e-10,
        1e300,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  void samples_whenTheIntervalIsInvalid_failAndNameNoValue(double interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timelines.samples(series(interval, 87654.0)))
        .withMessageContaining("interval")
        .withMessageNotContaining("87654");
  }

  @Test
  void seriesOfDocuments_always_readTheirOwnProperty() {
    SleepPeriod period = night().heartRate(series(1.0, 1.0)).hrv(series(1.0, 2.0)).build();
    Session session =
        Session.builder()
            .heartRate(series(1.0, 3.0))
            .heartRateVariability(series(1.0, 4.0))
            .motionCount(series(1.0, 5.0))
            .build();
    DailyActivity activity = DailyActivity.builder().met(series(60.0, 6.0)).build();

    assertThat(first(Timelines.heartRate(period))).isEqualTo(1.0);
    assertThat(first(Timelines.hrv(period))).isEqualTo(2.0);
    assertThat(first(Timelines.heartRate(session))).isEqualTo(3.0);
    assertThat(first(Timelines.hrv(session))).isEqualTo(4.0);
    assertThat(first(Timelines.motionCount(session))).isEqualTo(5.0);
    assertThat(first(Timelines.met(activity))).isEqualTo(6.0);
  }

  @Test
  void seriesOfDocuments_whenMissing_areEmpty() {
    List<Function<SleepPeriod, Optional<Timeline<Double>>>> ofPeriods =
        List.of(Timelines::heartRate, Timelines::hrv);
    List<Function<Session, Optional<Timeline<Double>>>> ofSessions =
        List.of(Timelines::heartRate, Timelines::hrv, Timelines::motionCount);

    assertThat(ofPeriods).allSatisfy(of -> assertThat(of.apply(night().build())).isEmpty());
    assertThat(ofSessions)
        .allSatisfy(of -> assertThat(of.apply(Session.builder().build())).isEmpty());
    assertThat(Timelines.met(DailyActivity.builder().build())).isEmpty();
  }

  private static Double first(Optional<Timeline<Double>> timeline) {
    return timeline.orElseThrow().values().get(0);
  }

  private static SleepPeriod.Builder night() {
    return SleepPeriod.builder().bedtimeStart(START);
  }

  private static SampleSeries series(double interval, Double... items) {
    return SampleSeries.builder()
        .timestamp(START)
        .interval(interval)
        .items(Arrays.asList(items))
        .build();
  }
}
