// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SessionMood;
import io.github.oura4j.model.SessionType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Guided sessions, before bed on about every third day. */
final class Sessions {
  static final int SAMPLE_SECONDS = 60;

  private static final List<SessionType> TYPES =
      List.of(
          SessionType.BREATHING,
          SessionType.MEDITATION,
          SessionType.RELAXATION,
          SessionType.REST,
          SessionType.BODY_STATUS);
  private static final List<SessionMood> MOODS =
      List.of(
          SessionMood.BAD,
          SessionMood.WORSE,
          SessionMood.SAME,
          SessionMood.GOOD,
          SessionMood.GREAT);

  private final Life life;

  Sessions(Life life) {
    this.life = life;
  }

  List<Session> of(LocalDate day) {
    return span(day)
        .filter(span -> life.isPast(span.end()))
        .map(span -> document(day, span))
        .stream()
        .toList();
  }

  /** When the session of the day is, also later than now. */
  Optional<Span> span(LocalDate day) {
    Dice dice = life.dice("session span", day);
    if (!new RingWear(life).wornOn(day) || !dice.chance(0.35)) {
      return Optional.empty();
    }
    Instant start = life.at(day, 21, 15).plus(Night.SLOT.multipliedBy(dice.between(0, 9)));
    return Optional.of(Span.of(start, Night.SLOT.multipliedBy(dice.between(1, 3))));
  }

  int bpmAt(Instant instant) {
    return life.trait("resting heart rate", 46, 62)
        + life.dice("session heart rate", instant).between(2, 11);
  }

  private Session document(LocalDate day, Span span) {
    Dice dice = life.dice("session", day);
    boolean measured = !dice.chance(0.2);
    return Session.builder()
        .id(life.id("session", day, 0))
        .day(day)
        .type(dice.pick(TYPES))
        .mood(dice.chance(0.4) ? null : dice.pick(MOODS))
        .startDatetime(life.local(span.start()))
        .endDatetime(life.local(span.end()))
        .heartRate(measured ? series(span, at -> (double) bpmAt(at)) : null)
        .heartRateVariability(measured ? series(span, at -> variability(dice)) : null)
        .motionCount(measured ? series(span, at -> (double) dice.between(0, 12)) : null)
        .build();
  }

  private static @Nullable Double variability(Dice dice) {
    return dice.chance(0.2) ? null : (double) dice.between(25, 95);
  }

  private SampleSeries series(Span span, Function<Instant, @Nullable Double> sample) {
    List<@Nullable Double> items = new ArrayList<>();
    for (Instant at = span.start(); span.contains(at); at = at.plusSeconds(SAMPLE_SECONDS)) {
      items.add(sample.apply(at));
    }
    return new Samples(life.local(span.start()), SAMPLE_SECONDS, items).series();
  }
}
