// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

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

/**
 * The rings of a person: those that were chosen, or generated ones, a previous one, of which less
 * is known, and the one in use.
 */
public final class Rings {
  private static final String TYPE = "ring_configuration";

  private final PersonModel person;

  /** Creates the generator for a person. */
  public Rings(PersonModel person) {
    this.person = person;
  }

  /** Returns all rings, the one in use last. */
  public List<RingConfiguration> all() {
    List<RingConfiguration> chosen = person.settings().rings();
    return chosen.isEmpty() ? List.of(previous(), current()) : chosen;
  }

  private RingConfiguration previous() {
    return ring(0)
        .color(RingColor.STEALTH_BLACK)
        .design(RingDesign.HERITAGE)
        .hardwareType(RingHardwareType.GEN3)
        .setUpAt(previousSetUp())
        .build();
  }

  private RingConfiguration current() {
    return ring(1)
        .color(RingColor.BRUSHED_SILVER)
        .design(RingDesign.HORIZON)
        .hardwareType(RingHardwareType.GEN4)
        .firmwareVersion("2.9." + person.trait("firmware", 10, 60))
        .setUpAt(new RingWear(person).firstPutOn().atOffset(ZoneOffset.UTC))
        .build();
  }

  private RingConfiguration.Builder ring(int index) {
    return RingConfiguration.builder()
        .id(person.id(TYPE, LocalDate.EPOCH, index))
        .size(person.trait("ring size", 6, 13));
  }

  /** Oura has a date, the Unix epoch, or nothing for rings that were set up long ago. */
  private @Nullable OffsetDateTime previousSetUp() {
    return switch (person.trait("former ring", 0, 2)) {
      case 0 -> null;
      case 1 -> Instant.EPOCH.atOffset(ZoneOffset.UTC);
      default -> new RingWear(person).firstPutOn().atOffset(ZoneOffset.UTC).minusDays(700);
    };
  }
}
