// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.simulator.internal.random.DocumentIds;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * A simulated person at one point in time: the parameters that all data of the person is generated
 * from.
 *
 * <p>Each value is a pure function of the seed, the day and the time zone; {@code now} only hides
 * data that does not exist yet. Any day can therefore be generated on its own, and none has to be
 * stored.
 *
 * @param settings what the person's data is generated from
 * @param firstDay the first day with generated documents
 * @param newestDay the newest day with generated documents
 * @param now the current time
 */
public record PersonModel(
    PersonSettings settings, LocalDate firstDay, LocalDate newestDay, Instant now) {

  /** Returns the seed from which all data is derived. */
  public long seed() {
    return settings.seed();
  }

  /** Returns the time zone in which the person lives. */
  public ZoneId zone() {
    return settings.zone();
  }

  /** Returns the documents in place of generated ones. */
  public FixedDocuments documents() {
    return settings.documents();
  }

  /** Returns a random number generator for one purpose on one day. */
  SeededRandom random(String purpose, LocalDate day) {
    return SeededRandom.of(seed(), purpose, day.toEpochDay());
  }

  /** Returns a random number generator for one purpose at one instant. */
  SeededRandom random(String purpose, Instant instant) {
    return SeededRandom.of(seed(), purpose, instant.getEpochSecond());
  }

  /** Returns a random number, inclusive at both ends, that never changes for this person. */
  int trait(String name, int lowest, int highest) {
    return SeededRandom.of(seed(), name, 0).between(lowest, highest);
  }

  /**
   * Rounds a computed value such as an average. Oura usually rounds these to whole numbers, but not
   * for every person and at all times.
   */
  double rounded(double value) {
    return Decimals.round(value, settings.hasFractions() ? 3 : 0);
  }

  /** Returns the id of a document. */
  public String id(String type, LocalDate day, int index) {
    return new DocumentIds(seed(), type).of(day, index);
  }

  /** Returns the same person with other days of documents. */
  public PersonModel living(LocalDate first, LocalDate newest) {
    return new PersonModel(settings, first, newest, now);
  }

  /** Returns whether the person can have generated documents on a day. */
  public boolean hasDay(LocalDate day) {
    return !day.isBefore(firstDay) && !day.isAfter(newestDay) && !isInGap(day);
  }

  boolean isInGap(LocalDate day) {
    return settings.gaps().stream().anyMatch(gap -> gap.contains(day));
  }

  /** Returns whether an instant is not in the future. */
  boolean isPast(Instant instant) {
    return !instant.isAfter(now);
  }

  /** Returns the current day in the person's time zone. */
  public LocalDate today() {
    return dayOf(now);
  }

  LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone());
  }

  Instant at(LocalDate day, int hour, int minute) {
    return day.atTime(LocalTime.of(hour, minute)).atZone(zone()).toInstant();
  }

  OffsetDateTime local(Instant instant) {
    return instant.atZone(zone()).toOffsetDateTime();
  }

  OffsetDateTime midnight(LocalDate day) {
    return day.atStartOfDay(zone()).toOffsetDateTime();
  }
}
