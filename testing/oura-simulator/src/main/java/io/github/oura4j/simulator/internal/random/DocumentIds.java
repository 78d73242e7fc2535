// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.random;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Converts between days and the ids of one person's documents of one type. The ids look like random
 * UUIDs, but contain the encrypted day and index of the document, so that it can be found by its id
 * without a search.
 */
public final class DocumentIds {
  private static final int EPOCH_DAY_OFFSET = 1 << 23;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000000000000000L;
  private static final long VARIABLE = 0x3FFFFFFFFFFFFFFFL;

  private final long key;

  /** Creates the conversion for one seed and type. */
  public DocumentIds(long seed, String type) {
    this.key = SeededRandom.of(seed, "id of " + type, 0).next();
  }

  /** Returns the id of the document with an index from 0 to 255 on a day. */
  public String of(LocalDate day, int index) {
    return encode((((int) day.toEpochDay() + EPOCH_DAY_OFFSET) << 8) | index).toString();
  }

  /** Returns the day of the document with an id; empty if it is no id of this person and type. */
  public Optional<LocalDate> day(String id) {
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
    int position =
        (int) (uuid.getMostSignificantBits() >>> 32) ^ mask(uuid.getLeastSignificantBits());
    return encode(position).toString().equals(id)
        ? Optional.of(LocalDate.ofEpochDay((position >>> 8) - EPOCH_DAY_OFFSET))
        : Optional.empty();
  }

  private UUID encode(int position) {
    long low = (SeededRandom.mix(key ^ position) & VARIABLE) | VARIANT;
    long middle = SeededRandom.mix(low + key);
    long high =
        ((long) (position ^ mask(low)) << 32)
            | (middle & 0xFFFF0000L)
            | VERSION_4
            | (middle & 0x0FFF);
    return new UUID(high, low);
  }

  private int mask(long low) {
    return (int) (SeededRandom.mix(low ^ key) >>> 32);
  }
}
