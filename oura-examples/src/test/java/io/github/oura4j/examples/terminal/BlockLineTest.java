// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class BlockLineTest {
  private static String draw(Double... values) {
    return new BlockLine(Arrays.asList(values)).draw(Ansi.OFF);
  }

  @Test
  void draw_goesFromTheLowestBlockToTheFullOne() {
    assertThat(draw(50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 120.0)).isEqualTo("▁▂▃▄▅▆▇█");
  }

  @Test
  void draw_withoutAValue_leavesAGap() {
    assertThat(draw(null, 50.0, null, null, 90.0, null)).isEqualTo(" ▁  █");
  }

  @Test
  void draw_ofEqualValues_drawsTheLowestBlock() {
    assertThat(draw(60.0, 60.0)).isEqualTo("▁▁");
  }

  @Test
  void axis_hasALabelEveryThreeHours() {
    LocalDateTime midnight = LocalDateTime.parse("2026-03-21T00:00");
    List<LocalDateTime> columns =
        IntStream.range(0, 20).mapToObj(i -> midnight.plusMinutes(20L * i)).toList();

    assertThat(BlockLine.axis(columns)).isEqualTo("00:00    03:00    06:00");
  }
}
