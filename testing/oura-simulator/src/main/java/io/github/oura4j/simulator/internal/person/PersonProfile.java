// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import java.time.Clock;
import java.time.Duration;
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
 * @param seed the seed from which all data is derived
 * @param zone the time zone in which the person lives
 * @param firstDay the first day with documents; null for {@value #DEFAULT_DAYS} days in total
 * @param newestDay the newest day with documents; null for today in the person's time zone
 * @param heartRateInterval the time between two heart rate samples outside of exercise
 * @param wearsRingEveryDay whether the person never forgets to wear the ring
 * @param hasFractions whether computed values are not rounded to whole numbers
 * @param clock the source of the current time, after which no data exists
 */
public record PersonProfile(
    String token,
    boolean hasMembership,
    long seed,
    ZoneId zone,
    @Nullable LocalDate firstDay,
    @Nullable LocalDate newestDay,
    Duration heartRateInterval,
    boolean wearsRingEveryDay,
    boolean hasFractions,
    Clock clock) {

  private static final int DEFAULT_DAYS = 90;

  /** Returns the same person with another source of the current time. */
  public PersonProfile withClock(Clock otherClock) {
    return new PersonProfile(
        token,
        hasMembership,
        seed,
        zone,
        firstDay,
        newestDay,
        heartRateInterval,
        wearsRingEveryDay,
        hasFractions,
        otherClock);
  }

  /** Returns the person's data as of the clock's current time. */
  public PersonModel model() {
    Instant now = clock.instant();
    LocalDate newest = newestDay == null ? LocalDate.ofInstant(now, zone) : newestDay;
    LocalDate first = firstDay == null ? newest.minusDays(DEFAULT_DAYS - 1L) : firstDay;
    return new PersonModel(
        seed, zone, first, newest, heartRateInterval, wearsRingEveryDay, hasFractions, now);
  }

  /** Omits the token, so that it does not appear in logs. */
  @Override
  public String toString() {
    return "PersonProfile[seed=" + seed + ", zone=" + zone + "]";
  }
}
