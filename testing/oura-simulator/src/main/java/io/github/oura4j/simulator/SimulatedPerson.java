// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.Document;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.simulator.internal.collection.DayRange;
import io.github.oura4j.simulator.internal.collection.DocumentTypes;
import io.github.oura4j.simulator.internal.collection.TimeSeries;
import io.github.oura4j.simulator.internal.person.FixedDocuments;
import io.github.oura4j.simulator.internal.person.Habits;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.person.PersonProfile;
import io.github.oura4j.simulator.internal.person.PersonSettings;
import io.github.oura4j.simulator.internal.person.Physique;
import io.github.oura4j.simulator.internal.person.Rings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A simulated person who wears an Oura ring, and the source of the data that a simulator serves.
 *
 * <p>Tests compare the results of a program with the data that this class returns. All data is a
 * pure function of the seed, the day and the time zone. It is generated on each call, identically
 * on every machine, so that years of it take no memory. No data is later than the current time of
 * the clock.
 *
 * <p>A person from the builder follows the system clock; the people of a simulator follow the clock
 * of the simulator. To compare results with a simulator's responses, use {@link
 * OuraSimulator#person()} or {@link OuraSimulator#people()} rather than the object that was passed
 * to its builder.
 *
 * <p>Immutable and thread-safe.
 */
public final class SimulatedPerson {
  private final PersonProfile profile;

  SimulatedPerson(PersonProfile profile) {
    this.profile = profile;
  }

  /**
   * Creates a builder. Without further settings it builds a person with seed 1 who lives in the
   * time zone Europe/Helsinki and has data for the 90 days up to today.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the access token that reads this person's data.
   *
   * @return the access token
   */
  public String token() {
    return profile.token();
  }

  /**
   * Returns the time zone in which this person lives.
   *
   * @return the time zone
   */
  public ZoneId zone() {
    return profile.zone();
  }

  /**
   * Returns the first day that has documents.
   *
   * @return the day, in the person's time zone
   */
  public LocalDate firstDay() {
    return model().firstDay();
  }

  /**
   * Returns the newest day that has documents: the day set in the builder, or today in the person's
   * time zone.
   *
   * @return the day, in the person's time zone
   */
  public LocalDate newestDay() {
    return model().newestDay();
  }

  /**
   * Returns this person's documents of one type for a range of days, in order of their days.
   * Enhanced tags and rest mode periods, which have a start day and an end day, are included if
   * they overlap the range.
   *
   * @param <T> the type of the documents
   * @param type the model class of the documents
   * @param first the first day, in the person's time zone
   * @param last the last day, inclusive
   * @return the documents of these days
   * @throws IllegalArgumentException if the documents of this type do not belong to a day
   */
  public <T> List<T> documents(Class<T> type, LocalDate first, LocalDate last) {
    return DocumentTypes.of(type).ofDays(model(), new DayRange(first, last)).toList();
  }

  /**
   * Returns the heart rate samples of a time range, oldest first. They are generated while the
   * stream is consumed.
   *
   * @param from the start of the range
   * @param to the end of the range, exclusive
   * @return a stream that does not need to be closed
   */
  public Stream<HeartRate> heartRate(Instant from, Instant to) {
    return TimeSeries.HEART_RATE.between(model(), from, to);
  }

  /**
   * Returns the battery level samples of the ring in a time range, oldest first. They are generated
   * while the stream is consumed.
   *
   * @param from the start of the range
   * @param to the end of the range, exclusive
   * @return a stream that does not need to be closed
   */
  public Stream<RingBatteryLevel> ringBatteryLevel(Instant from, Instant to) {
    return TimeSeries.RING_BATTERY_LEVEL.between(model(), from, to);
  }

  /**
   * Returns all rings of this person. The last one is the ring in use.
   *
   * @return the rings, oldest first
   */
  public List<RingConfiguration> ringConfigurations() {
    return new Rings(model()).all();
  }

  /**
   * Returns this person's personal info: id, age, weight, height, biological sex and email.
   *
   * @return the document of the personal info route
   */
  public PersonalInfo personalInfo() {
    return new Physique(model()).personalInfo();
  }

  /** Returns the seed and the time zone, but neither the token nor any health value. */
  @Override
  public String toString() {
    return "SimulatedPerson[seed=" + profile.seed() + ", zone=" + profile.zone() + "]";
  }

  SimulatedPerson withClock(Clock clock) {
    return new SimulatedPerson(profile.withClock(clock));
  }

  PersonProfile profile() {
    return profile;
  }

  PersonModel model() {
    return profile.model();
  }

  /** Builds a {@link SimulatedPerson}. Not thread-safe. */
  public static final class Builder {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private long seed = 1;
    private ZoneId zone = ZoneId.of("Europe/Helsinki");
    private String token = "simulated-access-token";
    private @Nullable LocalDate firstDay;
    private @Nullable LocalDate newestDay;
    private Duration heartRateInterval = FIVE_MINUTES;
    private final List<Document> documents = new ArrayList<>();
    private final List<PersonSettings.Gap> gaps = new ArrayList<>();
    private final List<RingConfiguration> rings = new ArrayList<>();
    private Habits habits = Habits.USUAL;
    private boolean hasFractions;
    private boolean membershipLapsed;

    private Builder() {}

    /**
     * Sets the seed from which all data is derived. Defaults to 1.
     *
     * @param seed any number
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Sets the time zone in which the person lives. Defaults to Europe/Helsinki.
     *
     * @param zone the time zone
     * @return this builder
     */
    public Builder zone(ZoneId zone) {
      this.zone = zone;
      return this;
    }

    /**
     * Sets the access token. Defaults to {@code simulated-access-token}.
     *
     * @param token the access token
     * @return this builder
     */
    public Builder token(String token) {
      this.token = token;
      return this;
    }

    /**
     * Sets the first day with documents. Defaults to 89 days before the newest day, with which it
     * moves on.
     *
     * @param firstDay the day, in the person's time zone
     * @return this builder
     */
    public Builder firstDay(LocalDate firstDay) {
      this.firstDay = firstDay;
      return this;
    }

    /**
     * Sets the newest day with documents. Defaults to today, so that another day begins at midnight
     * in the person's time zone, also in a simulator that is running.
     *
     * @param newestDay the day, in the person's time zone
     * @return this builder
     */
    public Builder newestDay(LocalDate newestDay) {
      this.newestDay = newestDay;
      return this;
    }

    /**
     * Sets the time between two heart rate samples outside of exercise. Defaults to five minutes,
     * which yields about 700 samples a day; 100 seconds yield about 1,250.
     *
     * @param interval a number of whole seconds that divides five minutes
     * @return this builder
     * @throws IllegalArgumentException if the interval does not divide five minutes into equal
     *     parts of whole seconds
     */
    public Builder heartRateInterval(Duration interval) {
      Duration wholeSeconds = Duration.ofSeconds(interval.toSeconds());
      if (!interval.equals(wholeSeconds)
          || interval.isNegative()
          || interval.isZero()
          || FIVE_MINUTES.toSeconds() % interval.toSeconds() != 0) {
        throw new IllegalArgumentException(
            "heartRateInterval must be a whole number of seconds that divides five minutes, but is "
                + interval);
      }
      this.heartRateInterval = interval;
      return this;
    }

    /**
     * Makes the person wear the ring every day, as {@code forgottenDays(0)} does.
     *
     * @return this builder
     */
    public Builder wearsRingEveryDay() {
      return forgottenDays(0);
    }

    /**
     * Sets how often the person forgets to wear the ring, so that a day has no documents of what
     * the ring measures. Defaults to 0.03.
     *
     * @param probability from 0 for never to 1 for every day
     * @return this builder
     * @throws IllegalArgumentException if the probability is out of range
     */
    public Builder forgottenDays(double probability) {
      this.habits = habits.withForgottenDays(probability);
      return this;
    }

    /**
     * Sets how often the person takes a nap in the afternoon. Defaults to 0.12.
     *
     * @param probability from 0 for never to 1 for every day
     * @return this builder
     * @throws IllegalArgumentException if the probability is out of range
     */
    public Builder naps(double probability) {
      this.habits = habits.withNaps(probability);
      return this;
    }

    /**
     * Sets how often the person works out in the evening. Walks before noon are a fifth as
     * frequent, and there is neither in rest mode. Defaults to 0.75.
     *
     * @param probability from 0 for never to 1 for every day
     * @return this builder
     * @throws IllegalArgumentException if the probability is out of range
     */
    public Builder workouts(double probability) {
      this.habits = habits.withWorkouts(probability);
      return this;
    }

    /**
     * Sets how often the person has a guided session before bed. Defaults to 0.35.
     *
     * @param probability from 0 for never to 1 for every day
     * @return this builder
     * @throws IllegalArgumentException if the probability is out of range
     */
    public Builder sessions(double probability) {
      this.habits = habits.withSessions(probability);
      return this;
    }

    /**
     * Adds a document, which is served in place of all documents of its type that would be
     * generated for its first day. Further documents of the same type and day are added to it.
     * Other data of the day stays as generated. The document is served on any day, even one in a
     * gap or in the future, and, if it is an enhanced tag or a rest mode period, on all its days
     * however long it lasts.
     *
     * @param document a document that belongs to a day, with an id that no other document has
     * @return this builder
     * @throws IllegalArgumentException if no list could contain the document: if it has no id or no
     *     day, ends before it starts, or is a workout without the time of its start; if its type
     *     does not belong to a day; or if there is another document of its type with the same id
     */
    public Builder document(Document document) {
      String type = DocumentTypes.of(document.getClass()).dataType().pathName();
      FixedDocuments.requireListable(document, type);
      if (documents.stream().anyMatch(other -> isSame(document, other))) {
        throw new IllegalArgumentException(
            "two documents of " + type + " have the same id; give each another one");
      }
      documents.add(document);
      return this;
    }

    private static boolean isSame(Document one, Document other) {
      return one.getClass() == other.getClass() && Objects.equals(one.id(), other.id());
    }

    /**
     * Adds days without any data, as when the ring or the phone is away: no generated document
     * starts on them, and there are no samples from before the night that would belong to the first
     * of these days until the evening of the last one.
     *
     * @param first the first day, in the person's time zone
     * @param last the last day, inclusive
     * @return this builder
     * @throws IllegalArgumentException if the first day is after the last one
     */
    public Builder gap(LocalDate first, LocalDate last) {
      if (first.isAfter(last)) {
        throw new IllegalArgumentException(
            "the first day of a gap, " + first + ", must not be after the last, " + last);
      }
      gaps.add(new PersonSettings.Gap(first, last));
      return this;
    }

    /**
     * Adds a ring. By default a person has two generated rings, a previous one and the one in use;
     * the rings that are added replace both.
     *
     * @param ring the ring, newer than those added before
     * @return this builder
     */
    public Builder ring(RingConfiguration ring) {
      rings.add(ring);
      return this;
    }

    /**
     * Gives the person values with fractions where Oura usually rounds: VO2 max, the average heart
     * rate variability, the lowest heart rate, the breathing disturbance index, and the differences
     * that a nap makes to scores, which can then be negative. By default these are whole numbers.
     *
     * @return this builder
     */
    public Builder fractionalValues() {
      this.hasFractions = true;
      return this;
    }

    /**
     * Lets the person's Oura membership lapse, so that every route responds with 403.
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
     * @return a new person, who follows the system clock
     * @throws IllegalArgumentException if the first day is after the newest day
     */
    public SimulatedPerson build() {
      if (firstDay != null && newestDay != null && firstDay.isAfter(newestDay)) {
        throw new IllegalArgumentException(
            "firstDay " + firstDay + " must not be after newestDay " + newestDay);
      }
      return new SimulatedPerson(
          new PersonProfile(
              token,
              !membershipLapsed,
              new PersonSettings(
                  seed,
                  zone,
                  heartRateInterval,
                  habits,
                  hasFractions,
                  gaps,
                  rings,
                  new FixedDocuments(documents)),
              firstDay,
              newestDay,
              Clock.systemUTC()));
    }
  }
}
