// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.RingConfiguration;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The choices that a simulated person's data is generated from, whatever the current time is.
 *
 * @param seed the seed from which all data is derived
 * @param zone the time zone in which the person lives
 * @param heartRateInterval the time between two heart rate samples outside of exercise
 * @param habits how often the person does what is not done every day
 * @param hasFractions whether computed values are not rounded to whole numbers
 * @param gaps the times without any data
 * @param rings the rings in place of the generated ones; empty for the generated ones
 * @param documents the documents in place of generated ones
 */
public record PersonSettings(
    long seed,
    ZoneId zone,
    Duration heartRateInterval,
    Habits habits,
    boolean hasFractions,
    List<Gap> gaps,
    List<RingConfiguration> rings,
    FixedDocuments documents) {

  /** Creates the settings with copies of the lists. */
  public PersonSettings {
    gaps = List.copyOf(gaps);
    rings = List.copyOf(rings);
  }

  /**
   * Days without any data.
   *
   * @param first the first day
   * @param last the last day, inclusive
   */
  public record Gap(LocalDate first, LocalDate last) {
    boolean contains(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }
  }
}
