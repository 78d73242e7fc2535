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
 * The sleep of one day: which of its periods was the night, which were naps.
 *
 * <p>Each period stands in exactly one place, by its type:
 *
 * <ul>
 *   <li>{@link #mainSleep()} is the longest {@code long_sleep}: the one with the most time asleep,
 *       among equals the one with the most time in bed, then the earlier. A day without a {@code
 *       long_sleep} has no main sleep: the longest nap would pass for a night that was not there.
 *   <li>{@link #otherLongSleeps()} are the further ones of type {@code long_sleep}, as in a night
 *       broken in two.
 *   <li>{@link #naps()} are those of type {@code sleep} and {@code late_nap}: under three hours,
 *       and confirmed by the person.
 *   <li>{@link #others()} is what does not count as sleep: {@code rest}, {@code deleted}, types
 *       that Oura added later, and periods without a type.
 * </ul>
 *
 * @param day the day that the sleep counts for; null only for a period that came without one
 * @param periods every period of the day, the earliest bedtime first, those without one last. They
 *     cannot be changed
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
   * Makes the sleep of a day from its periods.
   *
   * @param day the day; null for periods without one
   * @param periods every period of the day, in any order
   * @throws IllegalArgumentException if a period belongs to another day
   */
  public SleepDay {
    if (!periods.stream().allMatch(period -> Objects.equals(period.day(), day))) {
      throw new IllegalArgumentException(
          "A sleep period belongs to another day than "
              + day
              + ". SleepDay.of picks the periods of a day.");
    }
    periods = periods.stream().sorted(EARLIEST_FIRST).toList();
  }

  /**
   * Returns the sleep of each day. Every period is in one of them: one that came without a day has
   * a {@code SleepDay} for itself, without a day, since nothing tells what it belongs to.
   *
   * @param periods sleep periods of any days, in any order
   * @return the days that have a period, in order, then what came without a day
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
   * Returns the sleep of one day.
   *
   * @param day the day
   * @param periods sleep periods, also of other days, which are passed over
   * @return the sleep of that day, without a period when there is none
   */
  public static SleepDay of(LocalDate day, Collection<SleepPeriod> periods) {
    return new SleepDay(day, periods.stream().filter(period -> day.equals(period.day())).toList());
  }

  /**
   * Returns the main sleep, as a rule the night.
   *
   * @return the longest period of type {@code long_sleep}; empty when the day has none
   */
  public Optional<SleepPeriod> mainSleep() {
    return longSleeps().findFirst();
  }

  /**
   * Returns the long sleeps beside the main sleep.
   *
   * @return the further periods of type {@code long_sleep}, the longest first
   */
  public List<SleepPeriod> otherLongSleeps() {
    return longSleeps().skip(1).toList();
  }

  /**
   * Returns the naps.
   *
   * @return the periods of type {@code sleep} and {@code late_nap}, the earliest first
   */
  public List<SleepPeriod> naps() {
    return periods.stream().filter(SleepDay::isNap).toList();
  }

  /**
   * Returns the periods that do not count as sleep.
   *
   * @return those of type {@code rest}, {@code deleted}, an unknown type or none, the earliest
   *     first
   */
  public List<SleepPeriod> others() {
    return periods.stream().filter(period -> !isLongSleep(period) && !isNap(period)).toList();
  }

  /**
   * Returns the time asleep in main sleep, other long sleeps and naps together.
   *
   * @return the sum of their total sleep durations; a period that does not tell its own adds
   *     nothing
   */
  public Duration totalSleep() {
    return periods.stream()
        .filter(period -> isLongSleep(period) || isNap(period))
        .map(SleepDay::asleep)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Names the day and the number of periods, and nothing measured. */
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

  private static Duration asleep(SleepPeriod period) {
    Integer seconds = period.totalSleepDuration();
    return seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds);
  }
}
