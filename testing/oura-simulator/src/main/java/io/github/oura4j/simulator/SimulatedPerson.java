// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.RingConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A made-up person who wears a ring: the simulator's own truth, to compare a program's results
 * with.
 *
 * <p>Everything is a pure function of seed, day and zone, made anew when asked: the same on every
 * machine, and years of it take no memory. Nothing later than the clock's now exists. The
 * simulator's people follow the simulator's clock: ask {@link OuraSimulator#person()} rather than
 * keeping what the builder made.
 */
public final class SimulatedPerson {
  private static final int DEFAULT_DAYS = 90;

  private final Builder choices;
  private final Clock clock;

  private SimulatedPerson(Builder choices, Clock clock) {
    this.choices = choices;
    this.clock = clock;
  }

  /**
   * Begins a person: seed 1, in Helsinki, with ninety days up to today.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the access token with which this person's data is asked.
   *
   * @return the token
   */
  public String token() {
    return choices.token;
  }

  /**
   * Returns the zone in which this person lives.
   *
   * @return the zone
   */
  public ZoneId zone() {
    return choices.zone;
  }

  /**
   * Returns the first day that has documents.
   *
   * @return the day
   */
  public LocalDate firstDay() {
    return life().firstDay();
  }

  /**
   * Returns the newest day that has documents: today where the person lives, or the day that was
   * chosen.
   *
   * @return the day
   */
  public LocalDate newestDay() {
    return life().newestDay();
  }

  /**
   * Returns this person's documents of one dated type, in order. Enhanced tags and rest mode
   * periods, which have a start and an end day, are those that touch the days.
   *
   * @param <T> the type of the documents
   * @param type the type of the documents
   * @param first the first day
   * @param last the last day, included
   * @return the documents whose day lies within, local to the person
   * @throws IllegalArgumentException if the type is not one of the dated documents
   */
  public <T> List<T> documents(Class<T> type, LocalDate first, LocalDate last) {
    return DocumentTypes.of(type).ofDays(life(), new DayRange(first, last)).toList();
  }

  /**
   * Returns the rows of heart rate, oldest first, made while they are read.
   *
   * @param from the start
   * @param to the end, not included
   * @return a stream that needs no closing
   */
  public Stream<HeartRate> heartRate(Instant from, Instant to) {
    return TimeSeries.HEART_RATE.between(life(), from, to);
  }

  /**
   * Returns the reports of the ring's battery, oldest first, made while they are read.
   *
   * @param from the start
   * @param to the end, not included
   * @return a stream that needs no closing
   */
  public Stream<RingBatteryLevel> ringBatteryLevel(Instant from, Instant to) {
    return TimeSeries.RING_BATTERY_LEVEL.between(life(), from, to);
  }

  /**
   * Returns every ring of this person, the worn one last.
   *
   * @return the rings
   */
  public List<RingConfiguration> ringConfigurations() {
    return new Rings(life()).all();
  }

  /**
   * Returns what Oura knows of this person.
   *
   * @return the single object of that route
   */
  public PersonalInfo personalInfo() {
    return new Body(life()).personalInfo();
  }

  /** Names the zone, and neither token nor value. */
  @Override
  public String toString() {
    return "SimulatedPerson[seed=" + choices.seed + ", zone=" + choices.zone + "]";
  }

  boolean isMember() {
    return !choices.membershipLapsed;
  }

  SimulatedPerson withClock(Clock other) {
    return new SimulatedPerson(choices, other);
  }

  Life life() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, choices.zone);
    LocalDate newest = choices.newestDay == null ? today : choices.newestDay;
    LocalDate first =
        choices.firstDay == null ? newest.minusDays(DEFAULT_DAYS - 1L) : choices.firstDay;
    return new Life(
        choices.seed,
        choices.zone,
        first,
        newest,
        choices.heartRateInterval,
        choices.wearsRingEveryDay,
        now);
  }

  /** Builds a {@link SimulatedPerson}. Not safe across threads. */
  public static final class Builder {
    private static final Duration SLOT = Duration.ofMinutes(5);

    private long seed = 1;
    private ZoneId zone = ZoneId.of("Europe/Helsinki");
    private String token = "simulated-access-token";
    private @Nullable LocalDate firstDay;
    private @Nullable LocalDate newestDay;
    private Duration heartRateInterval = SLOT;
    private boolean wearsRingEveryDay;
    private boolean membershipLapsed;

    private Builder() {}

    private Builder(Builder other) {
      seed = other.seed;
      zone = other.zone;
      token = other.token;
      firstDay = other.firstDay;
      newestDay = other.newestDay;
      heartRateInterval = other.heartRateInterval;
      wearsRingEveryDay = other.wearsRingEveryDay;
      membershipLapsed = other.membershipLapsed;
    }

    /**
     * Chooses the seed that everything follows from; 1 unless set.
     *
     * @param seed any number
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Chooses where the person lives; Helsinki unless set.
     *
     * @param zone the zone
     * @return this builder
     */
    public Builder zone(ZoneId zone) {
      this.zone = zone;
      return this;
    }

    /**
     * Chooses the access token; {@code simulated-access-token} unless set.
     *
     * @param token the token
     * @return this builder
     */
    public Builder token(String token) {
      this.token = token;
      return this;
    }

    /**
     * Chooses the first day with documents; 89 days before the newest unless set.
     *
     * @param firstDay the day
     * @return this builder
     */
    public Builder firstDay(LocalDate firstDay) {
      this.firstDay = firstDay;
      return this;
    }

    /**
     * Chooses the newest day with documents; today unless set.
     *
     * @param newestDay the day
     * @return this builder
     */
    public Builder newestDay(LocalDate newestDay) {
      this.newestDay = newestDay;
      return this;
    }

    /**
     * Chooses the distance between heart rates outside of exercise; five minutes unless set, about
     * 700 rows a day. With 100 seconds it is about 1,250.
     *
     * @param interval whole seconds, of which five minutes are a multiple
     * @return this builder
     */
    public Builder heartRateInterval(Duration interval) {
      Duration wholeSeconds = Duration.ofSeconds(interval.toSeconds());
      if (!interval.equals(wholeSeconds)
          || interval.isNegative()
          || interval.isZero()
          || SLOT.toSeconds() % interval.toSeconds() != 0) {
        throw new IllegalArgumentException(
            "heartRateInterval: five minutes are no multiple of " + interval);
      }
      this.heartRateInterval = interval;
      return this;
    }

    /**
     * Makes a person who never forgets the ring; otherwise about three days in a hundred have no
     * documents.
     *
     * @return this builder
     */
    public Builder wearsRingEveryDay() {
      this.wearsRingEveryDay = true;
      return this;
    }

    /**
     * Makes a person whose membership lapsed: every route answers 403.
     *
     * @return this builder
     */
    public Builder membershipLapsed() {
      this.membershipLapsed = true;
      return this;
    }

    /**
     * Builds the person.
     *
     * @return a person
     * @throws IllegalArgumentException if the first day is after the newest
     */
    public SimulatedPerson build() {
      if (firstDay != null && newestDay != null && firstDay.isAfter(newestDay)) {
        throw new IllegalArgumentException(
            "firstDay " + firstDay + " is after newestDay " + newestDay);
      }
      return new SimulatedPerson(new Builder(this), Clock.systemUTC());
    }
  }
}
