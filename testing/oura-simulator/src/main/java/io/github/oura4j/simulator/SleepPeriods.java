// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.SleepAlgorithmVersion;
import io.github.oura4j.model.SleepAnalysisReason;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The sleep documents of a life: everything in them follows from the hypnogram and the samples. */
final class SleepPeriods {
  private static final double SAMPLE_MISSING = 0.04;
  private static final double BREATH_MISSING = 0.03;
  private static final int LOW_BATTERY = 20;

  private final Life life;

  SleepPeriods(Life life) {
    this.life = life;
  }

  List<SleepPeriod> of(LocalDate day) {
    return new Nights(life)
        .of(day).stream()
            .filter(night -> life.isPast(night.span().end()))
            .map(this::document)
            .toList();
  }

  private SleepPeriod document(Night night) {
    Dice dice = life.dice("sleep document " + night.index(), night.day());
    SleepPeriod.Builder period =
        SleepPeriod.builder()
            .id(life.id("sleep", night.day(), night.index()))
            .day(night.day())
            .period(night.index())
            .type(night.type())
            .bedtimeStart(life.local(night.span().start()))
            .bedtimeEnd(life.local(night.span().end()))
            .lowBatteryAlert(new Battery(life).level(night.span().end()) < LOW_BATTERY)
            .sleepAlgorithmVersion(SleepAlgorithmVersion.V2)
            .sleepAnalysisReason(reason(dice));
    phases(period, night, dice);
    if (!night.type().equals(SleepType.REST)) {
      measurements(period, night, dice);
      period.latency(night.hypnogram().latency()).efficiency(night.efficiency());
    }
    effects(period, night, dice);
    return period.build();
  }

  private static void phases(SleepPeriod.Builder period, Night night, Dice dice) {
    Hypnogram hypnogram = night.hypnogram();
    String movement = hypnogram.movement(dice);
    period
        .timeInBed(night.span().seconds())
        .totalSleepDuration(hypnogram.secondsAsleep())
        .awakeTime(hypnogram.seconds(Hypnogram.AWAKE))
        .deepSleepDuration(hypnogram.seconds(Hypnogram.DEEP))
        .lightSleepDuration(hypnogram.seconds(Hypnogram.LIGHT))
        .remSleepDuration(hypnogram.seconds(Hypnogram.REM))
        .restlessPeriods((int) movement.chars().filter(c -> c > '1').count())
        .movement30Sec(movement)
        .sleepPhase30Sec(hypnogram.phases())
        .sleepPhase5Min(hypnogram.in5Minutes())
        .appSleepPhase5Min(hypnogram.in5Minutes());
  }

  private void measurements(SleepPeriod.Builder period, Night night, Dice dice) {
    Samples heartRates = heartRates(night, dice);
    Samples variability = variability(night, dice);
    OptionalDouble averageBpm = heartRates.average();
    OptionalInt lowestBpm = heartRates.lowest();
    OptionalDouble averageHrv = variability.average();
    period.heartRate(heartRates.series()).hrv(variability.series());
    averageBpm.ifPresent(bpm -> period.averageHeartRate(Decimals.round(bpm, 3)));
    lowestBpm.ifPresent(period::lowestHeartRate);
    averageHrv.ifPresent(hrv -> period.averageHrv((int) Math.round(hrv)));
    if (!dice.chance(BREATH_MISSING)) {
      period.averageBreath(Decimals.round(dice.decimal(12.5, 17.5), 3));
    }
  }

  private void effects(SleepPeriod.Builder period, Night night, Dice dice) {
    if (night.isMain()) {
      period.readiness(new ReadinessOfDays(life).after(night));
    } else {
      period.sleepScoreDelta(dice.between(0, 6)).readinessScoreDelta(dice.between(0, 4));
    }
  }

  private Samples heartRates(Night night, Dice dice) {
    List<@Nullable Double> items = new ArrayList<>(night.slots());
    for (int bpm : night.bpm()) {
      items.add(dice.chance(SAMPLE_MISSING) ? null : (double) bpm);
    }
    return samples(night, items);
  }

  /** The variability of the heart goes the other way than its rate. */
  private Samples variability(Night night, Dice dice) {
    int usual = life.trait("heart rate variability", 32, 78);
    List<@Nullable Double> items = new ArrayList<>(night.slots());
    for (int bpm : night.bpm()) {
      double hrv = usual + 60 - bpm + dice.between(-8, 8);
      items.add(dice.chance(SAMPLE_MISSING) ? null : Math.max(8, hrv));
    }
    return samples(night, items);
  }

  private Samples samples(Night night, List<@Nullable Double> items) {
    int seconds = (int) Night.SLOT.toSeconds();
    return new Samples(life.local(night.span().start()), seconds, items);
  }

  private static SleepAnalysisReason reason(Dice dice) {
    if (dice.chance(0.1)) {
      return SleepAnalysisReason.BEDTIME_EDIT;
    }
    return dice.chance(0.7)
        ? SleepAnalysisReason.FOREGROUND_SLEEP_ANALYSIS
        : SleepAnalysisReason.BACKGROUND_SLEEP_ANALYSIS;
  }
}
