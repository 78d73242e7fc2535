// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a simulated person: the access token, and what the person's data is generated
 * from.
 *
 * @param token the access token that reads all of the person's data
 * @param hasMembership whether the person has an active Oura membership
 * @param settings what the person's data is generated from
 * @param firstDay the first day with documents; null for {@value #DEFAULT_DAYS} days in total
 * @param newestDay the newest day with documents; null for today in the person's time zone
 * @param clock the source of the current time, after which no data exists
 */
public record PersonProfile(
    String token,
    boolean hasMembership,
    PersonSettings settings,
    @Nullable LocalDate firstDay,
    @Nullable LocalDate newestDay,
    Clock clock) {

  private static final int DEFAULT_DAYS = 90;

  /** Returns the same person with another source of the current time. */
  public PersonProfile withClock(Clock otherClock) {
    return new PersonProfile(token, hasMembership, settings, firstDay, newestDay, otherClock);
  }

  /** Returns the seed from which all data is derived. */
  public long seed() {
    return settings.seed();
  }

  /** Returns the time zone in which the person lives. */
  public ZoneId zone() {
    return settings.zone();
  }

  /** Returns the person's data as of the clock's current time. */
  public PersonModel model() {
    Instant now = clock.instant();
    LocalDate newest = newestDay == null ? LocalDate.ofInstant(now, zone()) : newestDay;
    LocalDate first = firstDay == null ? newest.minusDays(DEFAULT_DAYS - 1L) : firstDay;
    return new PersonModel(settings, first, newest, now);
  }

  /** Omits the token, so that it does not appear in logs. */
  @Override
  public String toString() {
    return "PersonProfile[seed=" + seed() + ", zone=" + zone() + "]";
  }
}
