// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.RestModeEpisode;
import io.github.oura4j.model.RestModePeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Rest mode: a few days of it in about every other stretch of forty. */
final class RestModes {
  static final int LONGEST_DAYS = 5;

  private static final int STRETCH = 40;

  private final Life life;

  RestModes(Life life) {
    this.life = life;
  }

  /** The period that starts on the day, with no end while it lasts. */
  List<RestModePeriod> of(LocalDate day) {
    return days(day)
        .filter(days -> days.first().equals(day))
        .filter(days -> life.isPast(life.at(day, 9, 0)))
        .map(this::document)
        .stream()
        .toList();
  }

  boolean rests(LocalDate day) {
    return days(day).isPresent();
  }

  private Optional<Days> days(LocalDate day) {
    long stretch = Math.floorDiv(day.toEpochDay(), (long) STRETCH);
    Dice dice = Dice.of(life.seed(), "rest mode", stretch);
    if (!dice.chance(0.5)) {
      return Optional.empty();
    }
    LocalDate first =
        LocalDate.ofEpochDay(stretch * STRETCH).plusDays(dice.between(0, STRETCH - LONGEST_DAYS));
    Days days = new Days(first, first.plusDays(dice.between(1, LONGEST_DAYS - 1)));
    return Optional.of(days).filter(found -> found.contain(day));
  }

  private RestModePeriod document(Days days) {
    Instant end = life.at(days.last(), 20, 30);
    RestModePeriod.Builder period =
        RestModePeriod.builder()
            .id(life.id("rest_mode_period", days.first(), 0))
            .startDay(days.first())
            .startTime(life.local(life.at(days.first(), 9, 0)))
            .episodes(List.of(episode(days.first())));
    if (life.isPast(end)) {
      period.endDay(days.last()).endTime(life.local(end));
    }
    return period.build();
  }

  private RestModeEpisode episode(LocalDate day) {
    return RestModeEpisode.builder()
        .tags(List.of("tag_generic_sick"))
        .timestamp(life.local(life.at(day, 9, 0)))
        .build();
  }

  private record Days(LocalDate first, LocalDate last) {
    boolean contain(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }
  }
}
