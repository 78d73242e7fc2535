// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.Tag;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generates tags: notes of the person about a day, in the deprecated and in the enhanced format.
 */
public final class Tags {
  public static final int MAX_DAYS = 4;

  private static final List<String> CODES =
      List.of(
          "tag_generic_coffee",
          "tag_generic_sauna",
          "tag_generic_travel",
          "tag_sleep_alcohol",
          "tag_sleep_late_meal",
          "custom");

  private final PersonModel person;

  /** Creates the generator for a person. */
  public Tags(PersonModel person) {
    this.person = person;
  }

  /** Returns the deprecated tags of a day. */
  public List<Tag> plain(LocalDate day) {
    SeededRandom random = person.random("tag", day);
    Instant time = time(day, random);
    if (!random.chance(0.25) || !person.isPast(time)) {
      return List.of();
    }
    Tag tag =
        Tag.builder()
            .id(person.id("tag", day, 0))
            .day(day)
            .text(random.chance(0.4) ? null : "A simulated note")
            .timestamp(person.local(time))
            .tags(random.chance(0.2) ? List.of() : List.of(random.pick(CODES)))
            .build();
    return List.of(tag);
  }

  /** Returns the enhanced tags that start on a day. */
  public List<EnhancedTag> enhanced(LocalDate day) {
    List<EnhancedTag> tags = new ArrayList<>();
    int count = person.random("enhanced tags", day).between(0, 2);
    for (int index = 0; index < count; index++) {
      SeededRandom random = person.random("enhanced tag " + index, day);
      Instant time = time(day, random);
      if (person.isPast(time)) {
        tags.add(enhanced(day, index, time, random));
      }
    }
    return tags;
  }

  private EnhancedTag enhanced(LocalDate day, int index, Instant start, SeededRandom random) {
    String code = random.pick(CODES);
    EnhancedTag.Builder tag =
        EnhancedTag.builder()
            .id(person.id("enhanced_tag", day, index))
            .tagTypeCode(code)
            .customName(code.equals("custom") ? "Simulated habit" : null)
            .startTime(person.local(start))
            .startDay(day)
            .comment(random.chance(0.3) ? "A simulated comment" : null);
    Instant end = end(start, random);
    if (end != null && person.isPast(end)) {
      tag.endTime(person.local(end)).endDay(person.dayOf(end));
    }
    return tag.build();
  }

  /** Returns the end: most tags have none, some last for hours, few for days. */
  private static @Nullable Instant end(Instant start, SeededRandom random) {
    if (random.chance(0.6)) {
      return null;
    }
    return start.plus(
        random.chance(0.7)
            ? Duration.ofMinutes(random.between(20, 300))
            : Duration.ofDays(random.between(1, MAX_DAYS - 1)));
  }

  private Instant time(LocalDate day, SeededRandom random) {
    return person
        .at(day, random.between(8, 22), random.between(0, 59))
        .plusSeconds(random.between(0, 59));
  }
}
