// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.RestModeEpisode;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Generates rest mode periods: a few days in about every second block of forty days. */
public final class RestModes {
  public static final int MAX_DAYS = 5;

  private static final int BLOCK_DAYS = 40;

  private final PersonModel person;

  /** Creates the generator for a person. */
  public RestModes(PersonModel person) {
    this.person = person;
  }

  /** Returns the period that starts on a day; it has no end while it is ongoing. */
  public List<RestModePeriod> of(LocalDate day) {
    return days(day)
        .filter(days -> days.first().equals(day))
        .filter(days -> person.isPast(person.at(day, 9, 0)))
        .map(this::document)
        .stream()
        .toList();
  }

  /** Returns whether the person is in rest mode on a day. */
  boolean isResting(LocalDate day) {
    return days(day).isPresent();
  }

  private Optional<Days> days(LocalDate day) {
    long block = Math.floorDiv(day.toEpochDay(), (long) BLOCK_DAYS);
    SeededRandom random = SeededRandom.of(person.seed(), "rest mode", block);
    if (!random.chance(0.5)) {
      return Optional.empty();
    }
    LocalDate first =
        LocalDate.ofEpochDay(block * BLOCK_DAYS).plusDays(random.between(0, BLOCK_DAYS - MAX_DAYS));
    Days days = new Days(first, first.plusDays(random.between(1, MAX_DAYS - 1)));
    return Optional.of(days).filter(found -> found.contain(day));
  }

  private RestModePeriod document(Days days) {
    Instant end = person.at(days.last(), 20, 30);
    RestModePeriod.Builder period =
        RestModePeriod.builder()
            .id(person.id("rest_mode_period", days.first(), 0))
            .startDay(days.first())
            .startTime(person.local(person.at(days.first(), 9, 0)))
            .episodes(List.of(episode(days.first())));
    if (person.isPast(end)) {
      period.endDay(days.last()).endTime(person.local(end));
    }
    return period.build();
  }

  private RestModeEpisode episode(LocalDate day) {
    return RestModeEpisode.builder()
        .tags(List.of("tag_generic_sick"))
        .timestamp(person.local(person.at(day, 9, 0)))
        .build();
  }

  private record Days(LocalDate first, LocalDate last) {
    boolean contain(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }
  }
}
