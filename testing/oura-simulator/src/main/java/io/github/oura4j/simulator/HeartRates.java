// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The heart of a life, as rows: one in each interval, more of them during exercise, sessions and
 * live checks.
 */
final class HeartRates {
  private static final int EXERCISE_SECONDS = 5;
  private static final int LIVE_SECONDS = 5;
  private static final Duration LIVE_CHECK = Duration.ofMinutes(2);

  private final Life life;
  private final RingWear ring;

  HeartRates(Life life) {
    this.life = life;
    this.ring = new RingWear(life);
  }

  /** The rows of a UTC day, oldest first, also those later than now. */
  List<HeartRate> ofUtcDay(LocalDate utcDay) {
    List<Burst> bursts = burstsAround(utcDay);
    List<HeartRate> rows = new ArrayList<>();
    Instant end = utcDay.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant slot = utcDay.atStartOfDay().toInstant(ZoneOffset.UTC);
    while (slot.isBefore(end)) {
      if (ring.wornAt(slot)) {
        addSlot(Span.of(slot, life.heartRateInterval()), bursts, rows);
      }
      slot = slot.plus(life.heartRateInterval());
    }
    return rows;
  }

  private void addSlot(Span slot, List<Burst> bursts, List<HeartRate> rows) {
    for (Burst burst : bursts) {
      if (burst.span().contains(slot.start())) {
        burst.addRows(slot, rows);
        return;
      }
    }
    rows.add(atEase(slot.start()));
  }

  private List<Burst> burstsAround(LocalDate utcDay) {
    List<Burst> bursts = new ArrayList<>();
    Nights nights = new Nights(life);
    Workouts workouts = new Workouts(life);
    Sessions sessions = new Sessions(life);
    for (LocalDate day :
        List.of(utcDay.minusDays(1), utcDay, utcDay.plusDays(1), utcDay.plusDays(2))) {
      nights.of(day).forEach(night -> bursts.add(sleep(night)));
      workouts.exercises(day).forEach(exercise -> bursts.add(exercise(exercise)));
      sessions.span(day).ifPresent(span -> bursts.add(session(span, sessions)));
      bursts.add(liveCheck(day));
    }
    return bursts;
  }

  private Burst sleep(Night night) {
    int seconds = (int) life.heartRateInterval().toSeconds();
    return new Burst(night.span(), seconds, HeartRateSource.SLEEP, night::bpmAt);
  }

  private Burst exercise(Exercise exercise) {
    return new Burst(
        exercise.span(),
        EXERCISE_SECONDS,
        HeartRateSource.WORKOUT,
        at -> exercise.bpm() + life.dice("exercise heart rate", at).between(-12, 14));
  }

  private static Burst session(Span span, Sessions sessions) {
    return new Burst(span, Sessions.SAMPLE_SECONDS, HeartRateSource.SESSION, sessions::bpmAt);
  }

  /** Every evening the person looks at the live heart rate for a moment. */
  private Burst liveCheck(LocalDate day) {
    return new Burst(
        Span.of(life.at(day, 21, 5), LIVE_CHECK),
        LIVE_SECONDS,
        HeartRateSource.LIVE,
        this::bpmAtEase);
  }

  private HeartRate atEase(Instant at) {
    boolean resting = life.dice("at rest", at).chance(0.3);
    return row(at, bpmAtEase(at), resting ? HeartRateSource.REST : HeartRateSource.AWAKE);
  }

  private int bpmAtEase(Instant at) {
    return life.trait("resting heart rate", 46, 62) + life.dice("heart rate", at).between(8, 32);
  }

  private static HeartRate row(Instant at, int bpm, HeartRateSource source) {
    return HeartRate.builder()
        .timestamp(at.atOffset(ZoneOffset.UTC))
        .timestampUnix(at.toEpochMilli())
        .bpm(bpm)
        .source(source)
        .build();
  }

  /** A stretch of time whose rows have their own distance and source. */
  private record Burst(Span span, int seconds, HeartRateSource source, BpmAt bpm) {
    void addRows(Span slot, List<HeartRate> rows) {
      Instant at = firstRow(slot);
      while (slot.contains(at) && span.contains(at)) {
        rows.add(row(at, bpm.at(at), source));
        at = at.plusSeconds(seconds);
      }
    }

    /** Rows keep their distance from the start of the stretch, whatever slots it is cut into. */
    private Instant firstRow(Span slot) {
      int elapsed = new Span(span.start(), slot.start()).seconds();
      return slot.start().plusSeconds(Math.floorMod(-elapsed, seconds));
    }
  }

  private interface BpmAt {
    int at(Instant instant);
  }
}
