// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** When the person wears the ring: not on days when it is forgotten, and not while it charges. */
public final class RingWear {
  private static final int DAYS_BETWEEN_CHARGES = 3;
  private static final Duration CHARGE_DURATION = Duration.ofMinutes(40);

  private final PersonModel person;

  /** Creates the generator for a person. */
  public RingWear(PersonModel person) {
    this.person = person;
  }

  /**
   * Returns whether the person wears the ring on a day, so that it has documents. A forgotten ring
   * is put on in the evening, for the next night.
   */
  boolean wornOn(LocalDate day) {
    return !person.isInGap(day)
        && !person.random("forgotten ring", day).chance(person.settings().habits().forgottenDays());
  }

  /** Returns whether the person wears the ring at an instant. */
  boolean wornAt(Instant instant) {
    if (instant.isBefore(firstPutOn())
        || !instant.isBefore(finallyTakenOff())
        || isInGap(instant)) {
      return false;
    }
    LocalDate day = person.dayOf(instant);
    boolean forgotten = !wornOn(day) && instant.isBefore(person.at(day, 21, 0));
    return !forgotten && charge(day).filter(interval -> interval.contains(instant)).isEmpty();
  }

  /**
   * Returns whether an instant is in a gap, which lasts from before the night that would belong to
   * its first day until the evening of its last day.
   */
  boolean isInGap(Instant instant) {
    return person.settings().gaps().stream()
        .map(
            gap ->
                new TimeInterval(
                    person.at(gap.first().minusDays(1), 22, 30), person.at(gap.last(), 21, 0)))
        .anyMatch(interval -> interval.contains(instant));
  }

  /** Returns when the ring is put on first: in the evening before the first day, for its night. */
  public Instant firstPutOn() {
    return person.at(person.firstDay().minusDays(1), 21, 0);
  }

  /**
   * Returns when the ring is taken off for good: if the newest day is in the past, before the night
   * that would belong to the day after.
   */
  public Instant finallyTakenOff() {
    return person.newestDay().isBefore(person.today())
        ? person.at(person.newestDay(), 22, 30)
        : Instant.MAX;
  }

  /** Returns when the ring charges on a day, if it does. */
  Optional<TimeInterval> charge(LocalDate day) {
    return day.equals(lastChargeDay(day)) ? Optional.of(chargeOn(day)) : Optional.empty();
  }

  /** Returns the last charge that started at or before an instant. */
  TimeInterval lastCharge(Instant instant) {
    LocalDate day = lastChargeDay(person.dayOf(instant));
    TimeInterval charge = chargeOn(day);
    return charge.start().isAfter(instant) ? chargeOn(day.minusDays(DAYS_BETWEEN_CHARGES)) : charge;
  }

  private LocalDate lastChargeDay(LocalDate day) {
    int offset = person.trait("charging day", 0, DAYS_BETWEEN_CHARGES - 1);
    return day.minusDays(Math.floorMod(day.toEpochDay() + offset, (long) DAYS_BETWEEN_CHARGES));
  }

  private TimeInterval chargeOn(LocalDate day) {
    return TimeInterval.of(person.at(day, 12, 45), CHARGE_DURATION);
  }
}
