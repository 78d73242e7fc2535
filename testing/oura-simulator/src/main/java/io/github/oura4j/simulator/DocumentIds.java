// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Ids of one person's documents of one type: they look like random UUIDs and hold day and index, so
 * that a document is found by its id without a search.
 */
final class DocumentIds {
  private static final int DAY_ZERO = 1 << 23;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000000000000000L;
  private static final long VARIABLE = 0x3FFFFFFFFFFFFFFFL;

  private final long key;

  DocumentIds(long seed, String type) {
    this.key = Dice.of(seed, "id of " + type, 0).next();
  }

  String of(LocalDate day, int index) {
    return encode((((int) day.toEpochDay() + DAY_ZERO) << 8) | index).toString();
  }

  /** The day that the id's document came from; empty for what is no id of this person and type. */
  Optional<LocalDate> day(String id) {
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
    int place = (int) (uuid.getMostSignificantBits() >>> 32) ^ mask(uuid.getLeastSignificantBits());
    return encode(place).toString().equals(id)
        ? Optional.of(LocalDate.ofEpochDay((place >>> 8) - DAY_ZERO))
        : Optional.empty();
  }

  private UUID encode(int place) {
    long low = (Dice.mix(key ^ place) & VARIABLE) | VARIANT;
    long middle = Dice.mix(low + key);
    long high =
        ((long) (place ^ mask(low)) << 32) | (middle & 0xFFFF0000L) | VERSION_4 | (middle & 0x0FFF);
    return new UUID(high, low);
  }

  private int mask(long low) {
    return (int) (Dice.mix(low ^ key) >>> 32);
  }
}
