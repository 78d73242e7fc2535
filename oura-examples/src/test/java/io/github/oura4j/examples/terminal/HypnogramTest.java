// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.timeline.SleepPhase;
import io.github.oura4j.timeline.Timeline;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class HypnogramTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private static List<String> draw(String start, Duration step, String codes) {
    List<SleepPhase> phases = codes.chars().mapToObj(code -> SleepPhase.of((char) code)).toList();
    return Hypnogram.draw(new Timeline<>(OffsetDateTime.parse(start), step, phases), Ansi.OFF);
  }

  @Test
  void draw_showsEachFiveMinutesInTheRowOfItsPhase() {
    assertThat(draw("2026-03-20T23:00:00+02:00", FIVE_MINUTES, "442211332"))
        .containsExactly("awake  █", "REM       █", "light   █  ▌", "deep     █", "       23:00");
  }

  @Test
  void draw_withoutAPhase_leavesAGap() {
    assertThat(draw("2026-03-20T23:00:00+02:00", FIVE_MINUTES, "11??11"))
        .containsExactly("awake  ", "REM    ", "light  ", "deep   █ █", "       23:00");
  }

  @Test
  void draw_inStepsOf30Seconds_showsThePhaseThatTakesMostOfFiveMinutes() {
    assertThat(
            draw("2026-03-20T23:00:00+02:00", Duration.ofSeconds(30), "1111442222" + "4444443333"))
        .containsExactly("awake  ▐", "REM    ", "light  ", "deep   ▌", "       23:00");
  }

  @Test
  void draw_ofANightThatStartsBetween_hasItsHoursInTheRightColumns() {
    assertThat(draw("2026-03-20T22:47:30+02:00", FIVE_MINUTES, "1".repeat(30)))
        .contains("deep   ███████████████", "        23:00 00:00 01:00");
  }

  @Test
  void draw_ofADayAndMore_fitsInTheTerminal() {
    List<String> lines =
        draw("2026-03-20T22:47:30+02:00", Duration.ofSeconds(30), "2".repeat(90_000));

    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(lines.get(2)).hasSizeGreaterThan(40);
  }

  @Test
  void draw_inColors_colorsTheBlocks() {
    Timeline<SleepPhase> deep =
        new Timeline<>(
            OffsetDateTime.parse("2026-03-20T23:00:00+02:00"),
            FIVE_MINUTES,
            List.of(SleepPhase.DEEP));

    assertThat(Hypnogram.draw(deep, Ansi.ON).get(3)).startsWith("deep   \u001b[35m▌");
  }
}
