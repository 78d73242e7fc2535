// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.RingBatteryLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generates the ring's battery levels: it discharges for three days, and is then charged at noon.
 */
public final class Battery {
  private static final int FULL = 100;
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration CHARGING_INTERVAL = Duration.ofMinutes(10);

  private final PersonModel person;
  private final RingWear ring;

  /** Creates the generator for a person. */
  public Battery(PersonModel person) {
    this.person = person;
    this.ring = new RingWear(person);
  }

  /** Returns the level in percent at an instant. */
  public int level(Instant instant) {
    TimeInterval charge = ring.lastCharge(instant);
    if (!charge.contains(instant)) {
      return dischargedLevel(charge, instant);
    }
    int before = level(charge.start().minusSeconds(1));
    double charged =
        (double) new TimeInterval(charge.start(), instant).seconds() / charge.seconds();
    return (int) Math.round(before + (FULL - before) * charged);
  }

  /** Returns the samples of a UTC day, oldest first, including those in the future. */
  public List<RingBatteryLevel> ofUtcDay(LocalDate utcDay) {
    Instant start = utcDay.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant end = start.plus(Duration.ofDays(1));
    List<RingBatteryLevel> samples = new ArrayList<>();
    Instant first = start.plusSeconds(60L * (5 * person.trait("minute of report", 0, 10) + 2));
    for (Instant at = first; at.isBefore(end); at = at.plus(INTERVAL)) {
      add(at, samples);
    }
    for (LocalDate day = utcDay.minusDays(1);
        !day.isAfter(utcDay.plusDays(1));
        day = day.plusDays(1)) {
      ring.charge(day)
          .ifPresent(charge -> addChargingSamples(charge, new TimeInterval(start, end), samples));
    }
    samples.sort(Comparator.comparing(RingBatteryLevel::timestampUnix));
    return samples;
  }

  private void addChargingSamples(
      TimeInterval charge, TimeInterval utcDay, List<RingBatteryLevel> samples) {
    Instant at = charge.start();
    while (charge.contains(at)) {
      if (utcDay.contains(at)) {
        add(at, samples);
      }
      at = at.plus(CHARGING_INTERVAL);
    }
  }

  private void add(Instant at, List<RingBatteryLevel> samples) {
    if (!ring.isInGap(at)) {
      samples.add(sample(at));
    }
  }

  private RingBatteryLevel sample(Instant at) {
    boolean charging = ring.lastCharge(at).contains(at);
    return RingBatteryLevel.builder()
        .timestamp(at.atOffset(ZoneOffset.UTC))
        .timestampUnix(at.toEpochMilli())
        .level(level(at))
        .charging(unlessUnknown(charging, at))
        .inCharger(unlessUnknown(charging, at))
        .build();
  }

  private @Nullable Boolean unlessUnknown(boolean value, Instant at) {
    return person.random("battery state", at).chance(0.02) ? null : value;
  }

  private int dischargedLevel(TimeInterval charge, Instant instant) {
    double percentPerHour = person.random("battery drain", charge.start()).decimal(1.0, 1.3);
    double hours = Duration.between(charge.end(), instant).toSeconds() / 3600.0;
    return (int) Math.max(1, Math.round(FULL - percentPerHour * hours));
  }
}
