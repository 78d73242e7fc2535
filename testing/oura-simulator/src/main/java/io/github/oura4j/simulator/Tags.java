// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people note about their days, in the old form and the new. */
final class Tags {
  static final int LONGEST_DAYS = 4;

  private static final List<String> CODES =
      List.of(
          "tag_generic_coffee",
          "tag_generic_sauna",
          "tag_generic_travel",
          "tag_sleep_alcohol",
          "tag_sleep_late_meal",
          "custom");

  private final Life life;

  Tags(Life life) {
    this.life = life;
  }

  List<Tag> plain(LocalDate day) {
    Dice dice = life.dice("tag", day);
    Instant noted = noted(day, dice);
    if (!dice.chance(0.25) || !life.isPast(noted)) {
      return List.of();
    }
    Tag tag =
        Tag.builder()
            .id(life.id("tag", day, 0))
            .day(day)
            .text(dice.chance(0.4) ? null : "A simulated note")
            .timestamp(life.local(noted))
            .tags(dice.chance(0.2) ? List.of() : List.of(dice.pick(CODES)))
            .build();
    return List.of(tag);
  }

  List<EnhancedTag> enhanced(LocalDate day) {
    List<EnhancedTag> tags = new ArrayList<>();
    int count = life.dice("enhanced tags", day).between(0, 2);
    for (int index = 0; index < count; index++) {
      Dice dice = life.dice("enhanced tag " + index, day);
      Instant noted = noted(day, dice);
      if (life.isPast(noted)) {
        tags.add(enhanced(day, index, noted, dice));
      }
    }
    return tags;
  }

  private EnhancedTag enhanced(LocalDate day, int index, Instant start, Dice dice) {
    String code = dice.pick(CODES);
    EnhancedTag.Builder tag =
        EnhancedTag.builder()
            .id(life.id("enhanced_tag", day, index))
            .tagTypeCode(code)
            .customName(code.equals("custom") ? "Simulated habit" : null)
            .startTime(life.local(start))
            .startDay(day)
            .comment(dice.chance(0.3) ? "A simulated comment" : null);
    Instant end = end(start, dice);
    if (end != null && life.isPast(end)) {
      tag.endTime(life.local(end)).endDay(life.dayOf(end));
    }
    return tag.build();
  }

  /** Most tags name a moment; some last for hours, few for days. */
  private static @Nullable Instant end(Instant start, Dice dice) {
    if (dice.chance(0.6)) {
      return null;
    }
    return start.plus(
        dice.chance(0.7)
            ? Duration.ofMinutes(dice.between(20, 300))
            : Duration.ofDays(dice.between(1, LONGEST_DAYS - 1)));
  }

  private Instant noted(LocalDate day, Dice dice) {
    return life.at(day, dice.between(8, 22), dice.between(0, 59)).plusSeconds(dice.between(0, 59));
  }
}
