// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SessionMood;
import io.github.oura4j.model.SessionType;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Generates guided sessions, which take place before bed on about every third day. */
public final class Sessions {
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

  private final PersonModel person;

  /** Creates the generator for a person. */
  public Sessions(PersonModel person) {
    this.person = person;
  }

  /** Returns the documents of a day that exist by now. */
  public List<Session> of(LocalDate day) {
    return interval(day)
        .filter(interval -> person.isPast(interval.end()))
        .map(interval -> document(day, interval))
        .stream()
        .toList();
  }

  /** Returns the time of the session of a day, which can be in the future. */
  public Optional<TimeInterval> interval(LocalDate day) {
    SeededRandom random = person.random("session span", day);
    if (!new RingWear(person).wornOn(day)
        || !random.chance(person.settings().habits().sessions())) {
      return Optional.empty();
    }
    Instant start = person.at(day, 21, 15).plus(Night.SLOT.multipliedBy(random.between(0, 9)));
    return Optional.of(TimeInterval.of(start, Night.SLOT.multipliedBy(random.between(1, 3))));
  }

  int bpmAt(Instant instant) {
    return person.trait("resting heart rate", 46, 62)
        + person.random("session heart rate", instant).between(2, 11);
  }

  private Session document(LocalDate day, TimeInterval interval) {
    SeededRandom random = person.random("session", day);
    boolean measured = !random.chance(0.2);
    return Session.builder()
        .id(person.id("session", day, 0))
        .day(day)
        .type(random.pick(TYPES))
        .mood(random.chance(0.4) ? null : random.pick(MOODS))
        .startDatetime(person.local(interval.start()))
        .endDatetime(person.local(interval.end()))
        .heartRate(measured ? series(interval, at -> (double) bpmAt(at)) : null)
        .heartRateVariability(measured ? series(interval, at -> variability(random)) : null)
        .motionCount(measured ? series(interval, at -> (double) random.between(0, 12)) : null)
        .build();
  }

  private static @Nullable Double variability(SeededRandom random) {
    return random.chance(0.2) ? null : (double) random.between(25, 95);
  }

  private SampleSeries series(TimeInterval interval, Function<Instant, @Nullable Double> sample) {
    List<@Nullable Double> items = new ArrayList<>();
    for (Instant at = interval.start();
        interval.contains(at);
        at = at.plusSeconds(SAMPLE_SECONDS)) {
      items.add(sample.apply(at));
    }
    return new Samples(person.local(interval.start()), SAMPLE_SECONDS, items).series();
  }
}
