// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.SleepAlgorithmVersion;
import io.github.oura4j.model.SleepAnalysisReason;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepType;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Generates the sleep documents, whose values are computed from the hypnogram and the samples. */
public final class SleepPeriods {
  private static final double MISSING_SAMPLE_PROBABILITY = 0.04;
  private static final double MISSING_BREATH_PROBABILITY = 0.03;
  private static final int LOW_BATTERY = 20;

  private final PersonModel person;

  /** Creates the generator for a person. */
  public SleepPeriods(PersonModel person) {
    this.person = person;
  }

  /** Returns the documents of a day that exist by now. */
  public List<SleepPeriod> of(LocalDate day) {
    return new Nights(person)
        .of(day).stream()
            .filter(night -> person.isPast(night.interval().end()))
            .map(this::document)
            .toList();
  }

  private SleepPeriod document(Night night) {
    SeededRandom random = person.random("sleep document " + night.index(), night.day());
    SleepPeriod.Builder period =
        SleepPeriod.builder()
            .id(person.id("sleep", night.day(), night.index()))
            .day(night.day())
            .period(night.index())
            .type(night.type())
            .bedtimeStart(person.local(night.interval().start()))
            .bedtimeEnd(person.local(night.interval().end()))
            .lowBatteryAlert(new Battery(person).level(night.interval().end()) < LOW_BATTERY)
            .sleepAlgorithmVersion(SleepAlgorithmVersion.V2)
            .sleepAnalysisReason(reason(random));
    phases(period, night, random);
    if (!night.type().equals(SleepType.REST)) {
      measurements(period, night, random);
      period.latency(night.hypnogram().latency()).efficiency(night.efficiency());
    }
    scores(period, night, random);
    return period.build();
  }

  private static void phases(SleepPeriod.Builder period, Night night, SeededRandom random) {
    Hypnogram hypnogram = night.hypnogram();
    String movement = hypnogram.movement(random);
    period
        .timeInBed(night.interval().seconds())
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

  private void measurements(SleepPeriod.Builder period, Night night, SeededRandom random) {
    Samples heartRates = heartRates(night, random);
    Samples variability = variability(night, random);
    OptionalDouble averageBpm = heartRates.average();
    OptionalInt lowestBpm = heartRates.lowest();
    OptionalDouble averageHrv = variability.average();
    period.heartRate(heartRates.series()).hrv(variability.series());
    averageBpm.ifPresent(bpm -> period.averageHeartRate(Decimals.round(bpm, 3)));
    // Oura computes the lowest heart rate from finer samples than those of the series.
    lowestBpm.ifPresent(bpm -> period.lowestHeartRate(person.rounded(bpm - 0.25)));
    averageHrv.ifPresent(hrv -> period.averageHrv(person.rounded(hrv)));
    if (!random.chance(MISSING_BREATH_PROBABILITY)) {
      period.averageBreath(Decimals.round(random.decimal(12.5, 17.5), 3));
    }
  }

  private void scores(SleepPeriod.Builder period, Night night, SeededRandom random) {
    if (night.isMain()) {
      period.readiness(new ReadinessScores(person).after(night));
    } else {
      period
          .sleepScoreDelta(person.rounded(random.between(0, 6) - 0.25))
          .readinessScoreDelta(person.rounded(random.between(0, 4) - 0.25));
    }
  }

  private Samples heartRates(Night night, SeededRandom random) {
    List<@Nullable Double> items = new ArrayList<>(night.slots());
    for (int bpm : night.bpm()) {
      items.add(random.chance(MISSING_SAMPLE_PROBABILITY) ? null : (double) bpm);
    }
    return samples(night, items);
  }

  /** The heart rate variability falls when the heart rate rises. */
  private Samples variability(Night night, SeededRandom random) {
    int usual = person.trait("heart rate variability", 32, 78);
    List<@Nullable Double> items = new ArrayList<>(night.slots());
    for (int bpm : night.bpm()) {
      double hrv = usual + 60 - bpm + random.between(-8, 8);
      items.add(random.chance(MISSING_SAMPLE_PROBABILITY) ? null : Math.max(8, hrv));
    }
    return samples(night, items);
  }

  private Samples samples(Night night, List<@Nullable Double> items) {
    int seconds = (int) Night.SLOT.toSeconds();
    return new Samples(person.local(night.interval().start()), seconds, items);
  }

  private static SleepAnalysisReason reason(SeededRandom random) {
    if (random.chance(0.1)) {
      return SleepAnalysisReason.BEDTIME_EDIT;
    }
    return random.chance(0.7)
        ? SleepAnalysisReason.FOREGROUND_SLEEP_ANALYSIS
        : SleepAnalysisReason.BACKGROUND_SLEEP_ANALYSIS;
  }
}
