// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.SleepType;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Generates the times in bed, including those in the future. */
final class Nights {
  private static final List<SleepType> NAP_TYPES =
      List.of(SleepType.LATE_NAP, SleepType.SLEEP, SleepType.REST);

  private final PersonModel person;
  private final RingWear ring;

  Nights(PersonModel person) {
    this.person = person;
    this.ring = new RingWear(person);
  }

  /** Returns the main sleep that ends on a day and possibly a nap; none if the ring is not worn. */
  List<Night> of(LocalDate day) {
    if (day.isBefore(person.firstDay()) || !ring.wornOn(day)) {
      return List.of();
    }
    List<Night> nights = new ArrayList<>();
    nights.add(mainSleep(day));
    if (person.random("nap", day).chance(person.settings().habits().naps())) {
      nights.add(nap(day));
    }
    return nights;
  }

  /**
   * Returns the main sleep of a day if it is over, which the scores of the day are computed from.
   */
  Optional<Night> completedMainSleep(LocalDate day) {
    return of(day).stream()
        .filter(Night::isMain)
        .filter(night -> person.isPast(night.interval().end()))
        .findFirst();
  }

  private Night mainSleep(LocalDate day) {
    SeededRandom random = person.random("main sleep", day);
    Instant start =
        person.at(day.minusDays(1), 22, 30).plus(Night.SLOT.multipliedBy(random.between(0, 24)));
    int slots = random.between(74, 106);
    Hypnogram hypnogram = Hypnogram.sleeping(slots * 10, random);
    return night(day, 0, SleepType.LONG_SLEEP, start, slots, hypnogram, random);
  }

  private Night nap(LocalDate day) {
    SeededRandom random = person.random("nap in bed", day);
    Instant start = person.at(day, 13, 30).plus(Night.SLOT.multipliedBy(random.between(0, 24)));
    int slots = random.between(5, 17);
    SleepType type = random.pick(NAP_TYPES);
    Hypnogram hypnogram =
        type.equals(SleepType.REST)
            ? Hypnogram.lyingAwake(slots * 10)
            : Hypnogram.sleeping(slots * 10, random);
    return night(day, 1, type, start, slots, hypnogram, random);
  }

  private Night night(
      LocalDate day,
      int index,
      SleepType type,
      Instant start,
      int slots,
      Hypnogram hypnogram,
      SeededRandom random) {
    TimeInterval interval = TimeInterval.of(start, Night.SLOT.multipliedBy(slots));
    return new Night(day, index, type, interval, hypnogram, heartRates(hypnogram, random));
  }

  /**
   * Generates the heart rate: it falls until after the middle of the night, then rises a little,
   * and is higher while awake.
   */
  private List<Integer> heartRates(Hypnogram hypnogram, SeededRandom random) {
    int resting = person.trait("resting heart rate", 46, 62) + random.between(-3, 4);
    String phases = hypnogram.in5Minutes();
    List<Integer> bpm = new ArrayList<>(phases.length());
    for (int slot = 0; slot < phases.length(); slot++) {
      double fromLowest = (double) slot / phases.length() - 0.65;
      int awake = phases.charAt(slot) == Hypnogram.AWAKE ? 6 : 0;
      bpm.add(
          (int) Math.round(resting + 22 * fromLowest * fromLowest) + awake + random.between(0, 4));
    }
    return List.copyOf(bpm);
  }
}
