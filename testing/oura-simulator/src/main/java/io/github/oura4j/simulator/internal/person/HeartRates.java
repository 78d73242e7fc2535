// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Generates the heart rate samples: one per interval, and more during exercise, sessions and live
 * measurements.
 */
public final class HeartRates {
  private static final int EXERCISE_SECONDS = 5;
  private static final int LIVE_SECONDS = 5;
  private static final Duration LIVE_DURATION = Duration.ofMinutes(2);

  private final PersonModel person;
  private final RingWear ring;

  /** Creates the generator for a person. */
  public HeartRates(PersonModel person) {
    this.person = person;
    this.ring = new RingWear(person);
  }

  /** Returns the samples of a UTC day, oldest first, including those in the future. */
  public List<HeartRate> ofUtcDay(LocalDate utcDay) {
    List<Burst> bursts = burstsAround(utcDay);
    List<HeartRate> samples = new ArrayList<>();
    Instant end = utcDay.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant slot = utcDay.atStartOfDay().toInstant(ZoneOffset.UTC);
    while (slot.isBefore(end)) {
      if (ring.wornAt(slot)) {
        addSlot(TimeInterval.of(slot, person.settings().heartRateInterval()), bursts, samples);
      }
      slot = slot.plus(person.settings().heartRateInterval());
    }
    return samples;
  }

  private void addSlot(TimeInterval slot, List<Burst> bursts, List<HeartRate> samples) {
    for (Burst burst : bursts) {
      if (burst.interval().contains(slot.start())) {
        burst.addSamples(slot, samples);
        return;
      }
    }
    samples.add(everyday(slot.start()));
  }

  private List<Burst> burstsAround(LocalDate utcDay) {
    List<Burst> bursts = new ArrayList<>();
    Nights nights = new Nights(person);
    Workouts workouts = new Workouts(person);
    Sessions sessions = new Sessions(person);
    for (LocalDate day :
        List.of(utcDay.minusDays(1), utcDay, utcDay.plusDays(1), utcDay.plusDays(2))) {
      nights.of(day).forEach(night -> bursts.add(sleep(night)));
      workouts.exercises(day).forEach(exercise -> bursts.add(exercise(exercise)));
      sessions.interval(day).ifPresent(interval -> bursts.add(session(interval, sessions)));
      bursts.add(liveMeasurement(day));
    }
    return bursts;
  }

  private Burst sleep(Night night) {
    int seconds = (int) person.settings().heartRateInterval().toSeconds();
    return new Burst(night.interval(), seconds, HeartRateSource.SLEEP, night::bpmAt);
  }

  private Burst exercise(Exercise exercise) {
    return new Burst(
        exercise.interval(),
        EXERCISE_SECONDS,
        HeartRateSource.WORKOUT,
        at -> exercise.bpm() + person.random("exercise heart rate", at).between(-12, 14));
  }

  private static Burst session(TimeInterval interval, Sessions sessions) {
    return new Burst(interval, Sessions.SAMPLE_SECONDS, HeartRateSource.SESSION, sessions::bpmAt);
  }

  /** The person measures the live heart rate for a moment every evening. */
  private Burst liveMeasurement(LocalDate day) {
    return new Burst(
        TimeInterval.of(person.at(day, 21, 5), LIVE_DURATION),
        LIVE_SECONDS,
        HeartRateSource.LIVE,
        this::everydayBpm);
  }

  private HeartRate everyday(Instant at) {
    boolean resting = person.random("at rest", at).chance(0.3);
    return sample(at, everydayBpm(at), resting ? HeartRateSource.REST : HeartRateSource.AWAKE);
  }

  private int everydayBpm(Instant at) {
    return person.trait("resting heart rate", 46, 62)
        + person.random("heart rate", at).between(8, 32);
  }

  private static HeartRate sample(Instant at, int bpm, HeartRateSource source) {
    return HeartRate.builder()
        .timestamp(at.atOffset(ZoneOffset.UTC))
        .timestampUnix(at.toEpochMilli())
        .bpm(bpm)
        .source(source)
        .build();
  }

  /** A time interval whose samples have a source and a sampling interval of their own. */
  private record Burst(TimeInterval interval, int seconds, HeartRateSource source, BpmAt bpm) {
    void addSamples(TimeInterval slot, List<HeartRate> samples) {
      Instant at = firstSample(slot);
      while (slot.contains(at) && interval.contains(at)) {
        samples.add(sample(at, bpm.at(at), source));
        at = at.plusSeconds(seconds);
      }
    }

    /**
     * Samples are at multiples of the sampling interval after the start, regardless of the slots.
     */
    private Instant firstSample(TimeInterval slot) {
      int elapsed = new TimeInterval(interval.start(), slot.start()).seconds();
      return slot.start().plusSeconds(Math.floorMod(-elapsed, seconds));
    }
  }

  private interface BpmAt {
    int at(Instant instant);
  }
}
