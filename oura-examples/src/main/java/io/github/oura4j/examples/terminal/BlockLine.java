// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.terminal;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * The values of a day as a line of blocks, from the lowest block for the lowest value to the full
 * block for the highest. A missing value is a blank.
 *
 * @param values the values, at least one of which is not null
 */
public record BlockLine(List<@Nullable Double> values) {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final int MINUTES_BETWEEN_LABELS = 180;

  /** Draws the line. */
  public String draw(Ansi ansi) {
    StringBuilder line = new StringBuilder();
    for (Double value : values) {
      line.append(value == null ? ' ' : block(value));
    }
    return ansi.string("@|red " + line.toString().stripTrailing() + "|@");
  }

  private char block(double value) {
    double range = highest() - lowest();
    int level = range == 0 ? 0 : (int) ((value - lowest()) / range * BLOCKS.length());
    return BLOCKS.charAt(Math.min(level, BLOCKS.length() - 1));
  }

  /** Returns the times below the line, every three hours. */
  public static String axis(List<LocalDateTime> columns) {
    return TimeAxis.of(columns, MINUTES_BETWEEN_LABELS);
  }

  /** Returns the value of the lowest block. */
  public double lowest() {
    return Collections.min(present());
  }

  /** Returns the value of the full block. */
  public double highest() {
    return Collections.max(present());
  }

  private Collection<Double> present() {
    return values.stream().filter(Objects::nonNull).toList();
  }

  /** Returns the number of values, but no values, which are health data. */
  @Override
  public String toString() {
    return "BlockLine[" + values.size() + "]";
  }
}
