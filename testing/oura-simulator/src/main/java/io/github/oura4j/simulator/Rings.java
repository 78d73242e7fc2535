// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.RingColor;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.model.RingDesign;
import io.github.oura4j.model.RingHardwareType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rings of a life: one from before, of which less is known, and the one that is worn. */
final class Rings {
  private static final String TYPE = "ring_configuration";

  private final Life life;

  Rings(Life life) {
    this.life = life;
  }

  List<RingConfiguration> all() {
    return List.of(former(), present());
  }

  private RingConfiguration former() {
    return ring(0)
        .color(RingColor.STEALTH_BLACK)
        .design(RingDesign.HERITAGE)
        .hardwareType(RingHardwareType.GEN3)
        .setUpAt(formerSetUp())
        .build();
  }

  private RingConfiguration present() {
    return ring(1)
        .color(RingColor.BRUSHED_SILVER)
        .design(RingDesign.HORIZON)
        .hardwareType(RingHardwareType.GEN4)
        .firmwareVersion("2.9." + life.trait("firmware", 10, 60))
        .setUpAt(new RingWear(life).putOn().atOffset(ZoneOffset.UTC))
        .build();
  }

  private RingConfiguration.Builder ring(int index) {
    return RingConfiguration.builder()
        .id(life.id(TYPE, LocalDate.EPOCH, index))
        .size(life.trait("ring size", 6, 13));
  }

  /** Oura's old entries carry a date, the beginning of Unix time, or none. */
  private @Nullable OffsetDateTime formerSetUp() {
    return switch (life.trait("former ring", 0, 2)) {
      case 0 -> null;
      case 1 -> Instant.EPOCH.atOffset(ZoneOffset.UTC);
      default -> new RingWear(life).putOn().atOffset(ZoneOffset.UTC).minusDays(700);
    };
  }
}
