// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.SleepType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The times in bed of a life, also those that have not happened yet. */
final class Nights {
  private static final double NAP = 0.12;
  private static final List<SleepType> NAP_TYPES =
      List.of(SleepType.LATE_NAP, SleepType.SLEEP, SleepType.REST);

  private final Life life;
  private final RingWear ring;

  Nights(Life life) {
    this.life = life;
    this.ring = new RingWear(life);
  }

  /** The main sleep that ends on the day, then perhaps a nap; none without the ring. */
  List<Night> of(LocalDate day) {
    if (day.isBefore(life.firstDay()) || !ring.wornOn(day)) {
      return List.of();
    }
    List<Night> nights = new ArrayList<>();
    nights.add(mainSleep(day));
    if (life.dice("nap", day).chance(NAP)) {
      nights.add(nap(day));
    }
    return nights;
  }

  /** The main sleep from which the person has risen by now: what the day's scores are made of. */
  Optional<Night> sleptThrough(LocalDate day) {
    return of(day).stream()
        .filter(Night::isMain)
        .filter(night -> life.isPast(night.span().end()))
        .findFirst();
  }

  private Night mainSleep(LocalDate day) {
    Dice dice = life.dice("main sleep", day);
    Instant start =
        life.at(day.minusDays(1), 22, 30).plus(Night.SLOT.multipliedBy(dice.between(0, 24)));
    int slots = dice.between(74, 106);
    Hypnogram hypnogram = Hypnogram.asleep(slots * 10, dice);
    return night(day, 0, SleepType.LONG_SLEEP, start, slots, hypnogram, dice);
  }

  private Night nap(LocalDate day) {
    Dice dice = life.dice("nap in bed", day);
    Instant start = life.at(day, 13, 30).plus(Night.SLOT.multipliedBy(dice.between(0, 24)));
    int slots = dice.between(5, 17);
    SleepType type = dice.pick(NAP_TYPES);
    Hypnogram hypnogram =
        type.equals(SleepType.REST)
            ? Hypnogram.lyingAwake(slots * 10)
            : Hypnogram.asleep(slots * 10, dice);
    return night(day, 1, type, start, slots, hypnogram, dice);
  }

  private Night night(
      LocalDate day,
      int index,
      SleepType type,
      Instant start,
      int slots,
      Hypnogram hypnogram,
      Dice dice) {
    Span span = Span.of(start, Night.SLOT.multipliedBy(slots));
    return new Night(day, index, type, span, hypnogram, heartRates(hypnogram, dice));
  }

  /**
   * The heart slows until after the middle of the night, then comes up a little; awake it is
   * faster.
   */
  private List<Integer> heartRates(Hypnogram hypnogram, Dice dice) {
    int resting = life.trait("resting heart rate", 46, 62) + dice.between(-3, 4);
    String phases = hypnogram.in5Minutes();
    List<Integer> bpm = new ArrayList<>(phases.length());
    for (int slot = 0; slot < phases.length(); slot++) {
      double fromLowest = (double) slot / phases.length() - 0.65;
      int awake = phases.charAt(slot) == Hypnogram.AWAKE ? 6 : 0;
      bpm.add(
          (int) Math.round(resting + 22 * fromLowest * fromLowest) + awake + dice.between(0, 4));
    }
    return List.copyOf(bpm);
  }
}
