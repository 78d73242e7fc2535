// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** When the ring is on the finger: not on forgotten days, and not while it charges. */
final class RingWear {
  private static final double FORGOTTEN = 0.03;
  private static final int DAYS_BETWEEN_CHARGES = 3;
  private static final Duration CHARGE = Duration.ofMinutes(40);

  private final Life life;

  RingWear(Life life) {
    this.life = life;
  }

  /**
   * Whether the day has documents; a forgotten ring comes back on in the evening, for the next
   * night.
   */
  boolean wornOn(LocalDate day) {
    return life.wornEveryDay() || !life.dice("forgotten ring", day).chance(FORGOTTEN);
  }

  boolean wornAt(Instant instant) {
    if (instant.isBefore(putOn()) || !instant.isBefore(takenOff())) {
      return false;
    }
    LocalDate day = life.dayOf(instant);
    boolean forgotten = !wornOn(day) && instant.isBefore(life.at(day, 21, 0));
    return !forgotten && charge(day).filter(span -> span.contains(instant)).isEmpty();
  }

  /** The ring is first put on in the evening before the first day, whose night begins there. */
  Instant putOn() {
    return life.at(life.firstDay().minusDays(1), 21, 0);
  }

  /** A life that ends in the past ends before the night of a day it does not have. */
  Instant takenOff() {
    return life.newestDay().isBefore(life.today())
        ? life.at(life.newestDay(), 22, 30)
        : Instant.MAX;
  }

  Optional<Span> charge(LocalDate day) {
    return day.equals(lastChargeDay(day)) ? Optional.of(chargeOn(day)) : Optional.empty();
  }

  /** The last charge that had begun at that moment. */
  Span lastCharge(Instant instant) {
    LocalDate day = lastChargeDay(life.dayOf(instant));
    Span charge = chargeOn(day);
    return charge.start().isAfter(instant) ? chargeOn(day.minusDays(DAYS_BETWEEN_CHARGES)) : charge;
  }

  private LocalDate lastChargeDay(LocalDate day) {
    int shift = life.trait("charging day", 0, DAYS_BETWEEN_CHARGES - 1);
    return day.minusDays(Math.floorMod(day.toEpochDay() + shift, (long) DAYS_BETWEEN_CHARGES));
  }

  private Span chargeOn(LocalDate day) {
    return Span.of(life.at(day, 12, 45), CHARGE);
  }
}
