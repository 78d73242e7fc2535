// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.nullsLast;

import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sleep periods of one day, classified as main sleep, other long sleeps, naps and others.
 *
 * <p>Oura assigns each sleep period to a day, {@link SleepPeriod#day()}: a night usually belongs to
 * the day on which the person woke up. The type of a period decides where it appears, and each
 * appears exactly once:
 *
 * <ul>
 *   <li>{@link #mainSleep()} is the longest period of type {@code long_sleep}: the one with the
 *       most time asleep; if equal, the one with the most time in bed; if equal, the earliest. A
 *       day without a {@code long_sleep} has no main sleep, so that a nap is never mistaken for a
 *       night.
 *   <li>{@link #otherLongSleeps()} are the remaining periods of type {@code long_sleep}, for
 *       example if the night was interrupted for a long time.
 *   <li>{@link #naps()} are the periods of type {@code sleep} and {@code late_nap}: shorter than
 *       three hours, and confirmed by the person.
 *   <li>{@link #others()} are the periods that do not count as sleep: those of type {@code rest} or
 *       {@code deleted}, of a type that this version does not know, or without a type.
 * </ul>
 *
 * @param day the day that Oura assigns the periods to; null only for a period without a day
 * @param periods all periods of the day, ordered by the start of bedtime, with those without one
 *     last; unmodifiable
 */
public record SleepDay(@Nullable LocalDate day, List<SleepPeriod> periods) {
  private static final Set<SleepType> NAPS = Set.of(SleepType.SLEEP, SleepType.LATE_NAP);

  private static final Comparator<SleepPeriod> EARLIEST_FIRST =
      comparing(SleepPeriod::bedtimeStart, nullsLast(OffsetDateTime.timeLineOrder()));

  private static final Comparator<SleepPeriod> LONGEST_FIRST =
      comparing(SleepPeriod::totalSleepDuration, nullsFirst(naturalOrder()))
          .thenComparing(SleepPeriod::timeInBed, nullsFirst(naturalOrder()))
          .reversed();

  /**
   * Creates a sleep day from its periods.
   *
   * @param day the day; null for periods without a day
   * @param periods all periods of the day, in any order
   * @throws IllegalArgumentException if a period belongs to another day
   */
  public SleepDay {
    if (!periods.stream().allMatch(period -> Objects.equals(period.day(), day))) {
      throw new IllegalArgumentException(
          "A sleep period belongs to another day than "
              + day
              + ". Use SleepDay.of to select the periods of a day.");
    }
    periods = periods.stream().sorted(EARLIEST_FIRST).toList();
  }

  /**
   * Groups sleep periods by day. No period is lost: each period without a day gets a {@code
   * SleepDay} of its own, whose day is null, because it is unknown which periods it belongs with.
   *
   * @param periods sleep periods of any days, in any order
   * @return the days that have a period, in chronological order, followed by the periods without a
   *     day
   */
  public static List<SleepDay> of(Collection<SleepPeriod> periods) {
    Map<LocalDate, List<SleepPeriod>> byDay = new TreeMap<>();
    List<SleepDay> withoutDay = new ArrayList<>();
    for (SleepPeriod period : periods) {
      LocalDate day = period.day();
      if (day == null) {
        withoutDay.add(new SleepDay(null, List.of(period)));
      } else {
        byDay.computeIfAbsent(day, unused -> new ArrayList<>()).add(period);
      }
    }
    Stream<SleepDay> days =
        byDay.entrySet().stream().map(entry -> new SleepDay(entry.getKey(), entry.getValue()));
    return Stream.concat(days, withoutDay.stream()).toList();
  }

  /**
   * Selects the sleep periods of one day.
   *
   * @param day the day
   * @param periods sleep periods in any order; those of other days are ignored
   * @return the sleep of that day; it has no periods if there are none for that day
   */
  public static SleepDay of(LocalDate day, Collection<SleepPeriod> periods) {
    return new SleepDay(day, periods.stream().filter(period -> day.equals(period.day())).toList());
  }

  /**
   * Returns the main sleep, which usually is the night.
   *
   * @return the longest period of type {@code long_sleep}, or empty if the day has none
   */
  public Optional<SleepPeriod> mainSleep() {
    return longSleeps().findFirst();
  }

  /**
   * Returns the long sleeps other than the main sleep.
   *
   * @return the remaining periods of type {@code long_sleep}, longest first
   */
  public List<SleepPeriod> otherLongSleeps() {
    return longSleeps().skip(1).toList();
  }

  /**
   * Returns the naps.
   *
   * @return the periods of type {@code sleep} and {@code late_nap}, earliest first
   */
  public List<SleepPeriod> naps() {
    return periods.stream().filter(SleepDay::isNap).toList();
  }

  /**
   * Returns the periods that do not count as sleep.
   *
   * @return the periods of type {@code rest} or {@code deleted}, of an unknown type, or without a
   *     type, earliest first
   */
  public List<SleepPeriod> others() {
    return periods.stream().filter(period -> !isLongSleep(period) && !isNap(period)).toList();
  }

  /**
   * Returns the total time asleep, which includes the main sleep, other long sleeps and naps.
   *
   * @return the sum of {@link SleepPeriod#totalSleepDuration()}; a period without that value counts
   *     as zero
   */
  public Duration totalSleep() {
    return periods.stream()
        .filter(period -> isLongSleep(period) || isNap(period))
        .map(SleepDay::timeAsleep)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns the day and the number of periods, but no health data. */
  @Override
  public String toString() {
    return "SleepDay[day=" + day + ", periods=" + periods.size() + "]";
  }

  private Stream<SleepPeriod> longSleeps() {
    return periods.stream().filter(SleepDay::isLongSleep).sorted(LONGEST_FIRST);
  }

  private static boolean isLongSleep(SleepPeriod period) {
    return SleepType.LONG_SLEEP.equals(period.type());
  }

  private static boolean isNap(SleepPeriod period) {
    SleepType type = period.type();
    return type != null && NAPS.contains(type);
  }

  private static Duration timeAsleep(SleepPeriod period) {
    Integer seconds = period.totalSleepDuration();
    return seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds);
  }
}
