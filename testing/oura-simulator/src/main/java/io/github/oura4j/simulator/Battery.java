// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.RingBatteryLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ring's battery: it empties for three days, then charges at noon. */
final class Battery {
  private static final int FULL = 100;
  private static final Duration REPORT = Duration.ofHours(1);
  private static final Duration REPORT_IN_CHARGER = Duration.ofMinutes(10);

  private final Life life;
  private final RingWear ring;

  Battery(Life life) {
    this.life = life;
    this.ring = new RingWear(life);
  }

  int level(Instant instant) {
    Span charge = ring.lastCharge(instant);
    if (!charge.contains(instant)) {
      return emptying(charge, instant);
    }
    int before = level(charge.start().minusSeconds(1));
    double charged = (double) new Span(charge.start(), instant).seconds() / charge.seconds();
    return (int) Math.round(before + (FULL - before) * charged);
  }

  /** The reports of a UTC day, oldest first. */
  List<RingBatteryLevel> ofUtcDay(LocalDate utcDay) {
    Instant start = utcDay.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant end = start.plus(Duration.ofDays(1));
    List<RingBatteryLevel> reports = new ArrayList<>();
    Instant first = start.plusSeconds(60L * (5 * life.trait("minute of report", 0, 10) + 2));
    for (Instant at = first; at.isBefore(end); at = at.plus(REPORT)) {
      reports.add(report(at));
    }
    for (LocalDate day = utcDay.minusDays(1);
        !day.isAfter(utcDay.plusDays(1));
        day = day.plusDays(1)) {
      ring.charge(day).ifPresent(charge -> reportCharge(charge, new Span(start, end), reports));
    }
    reports.sort(Comparator.comparing(RingBatteryLevel::timestampUnix));
    return reports;
  }

  private void reportCharge(Span charge, Span utcDay, List<RingBatteryLevel> reports) {
    Instant at = charge.start();
    while (charge.contains(at)) {
      if (utcDay.contains(at)) {
        reports.add(report(at));
      }
      at = at.plus(REPORT_IN_CHARGER);
    }
  }

  private RingBatteryLevel report(Instant at) {
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
    return life.dice("battery state", at).chance(0.02) ? null : value;
  }

  private int emptying(Span charge, Instant instant) {
    double percentAnHour = life.dice("battery drain", charge.start()).decimal(1.0, 1.3);
    double hours = Duration.between(charge.end(), instant).toSeconds() / 3600.0;
    return (int) Math.max(1, Math.round(FULL - percentAnHour * hours));
  }
}
