// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.terminal;

import io.github.oura4j.timeline.SleepPhase;
import io.github.oura4j.timeline.Timeline;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/**
 * The sleep phases of a night as four rows of blocks. A column has two halves, each of which shows
 * the phase that takes most of its time: five minutes, or more for a period of more than 12 hours.
 * What has no phase is blank in all rows.
 */
public final class Hypnogram {
  private static final int MAX_COLUMNS = 72;
  private static final Duration SHORTEST_HALF = Duration.ofMinutes(5);
  private static final String[] BLOCKS = {" ", "▌", "▐", "█"};

  private static final List<Row> ROWS =
      List.of(
          new Row(SleepPhase.AWAKE, "awake", "yellow"),
          new Row(SleepPhase.REM, "REM", "cyan"),
          new Row(SleepPhase.LIGHT, "light", "blue"),
          new Row(SleepPhase.DEEP, "deep", "magenta"));

  /** A row of the drawing. */
  private record Row(SleepPhase phase, String label, String color) {}

  private final OffsetDateTime start;
  private final Duration half;
  private final List<Map<SleepPhase, Integer>> halves;

  private Hypnogram(OffsetDateTime start, Duration half, List<Map<SleepPhase, Integer>> halves) {
    this.start = start;
    this.half = half;
    this.halves = halves;
  }

  /**
   * Draws a night.
   *
   * @param phases the sleep phases, with at least one step
   * @return lines without a line break at their ends: the rows, and the times in the UTC offset of
   *     the phases
   */
  public static List<String> draw(Timeline<SleepPhase> phases, Ansi ansi) {
    Hypnogram drawing = of(phases);
    List<String> lines = new ArrayList<>();
    for (Row row : ROWS) {
      lines.add(
          ansi.string(
              ("%-7s@|" + row.color() + " %s|@")
                  .formatted(row.label(), drawing.blocks(row.phase()).stripTrailing())));
    }
    lines.add("       " + drawing.axis());
    return lines;
  }

  private static Hypnogram of(Timeline<SleepPhase> phases) {
    OffsetDateTime middle = phases.start().plus(phases.step().dividedBy(2));
    Duration half = SHORTEST_HALF;
    OffsetDateTime start = truncate(middle, half);
    while (halves(start, phases, half) > 2 * MAX_COLUMNS) {
      half = half.multipliedBy(2);
      start = truncate(middle, half);
    }
    return new Hypnogram(start, half, counts(phases, start, half));
  }

  /**
   * Returns how many steps each phase has in each half; a step belongs to the half of its middle.
   */
  private static List<Map<SleepPhase, Integer>> counts(
      Timeline<SleepPhase> phases, OffsetDateTime start, Duration half) {
    List<Map<SleepPhase, Integer>> counts = new ArrayList<>();
    for (int i = halves(start, phases, half); i > 0; i--) {
      counts.add(new LinkedHashMap<>());
    }
    Duration middle = Duration.between(start, phases.start()).plus(phases.step().dividedBy(2));
    for (int i = 0; i < phases.values().size(); i++) {
      SleepPhase phase = phases.values().get(i);
      if (phase != null) {
        long index = middle.plus(phases.step().multipliedBy(i)).dividedBy(half);
        counts.get((int) index).merge(phase, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static int halves(OffsetDateTime start, Timeline<SleepPhase> phases, Duration half) {
    return (int) Duration.between(start, phases.end()).dividedBy(half) + 1;
  }

  /** Returns the time at which the first column starts: a multiple of its length. */
  private static OffsetDateTime truncate(OffsetDateTime time, Duration half) {
    OffsetDateTime midnight = time.truncatedTo(ChronoUnit.DAYS);
    Duration column = half.multipliedBy(2);
    return midnight.plus(column.multipliedBy(Duration.between(midnight, time).dividedBy(column)));
  }

  private String blocks(SleepPhase phase) {
    StringBuilder blocks = new StringBuilder();
    for (int i = 0; i < halves.size(); i += 2) {
      blocks.append(BLOCKS[(isMostly(i, phase) ? 1 : 0) + (isMostly(i + 1, phase) ? 2 : 0)]);
    }
    return blocks.toString();
  }

  /** Returns whether a phase takes most of a half; of two with the same time, the first one. */
  private boolean isMostly(int index, SleepPhase phase) {
    if (index >= halves.size()) {
      return false;
    }
    SleepPhase most = null;
    int count = 0;
    for (Map.Entry<SleepPhase, Integer> entry : halves.get(index).entrySet()) {
      if (entry.getValue() > count) {
        most = entry.getKey();
        count = entry.getValue();
      }
    }
    return phase.equals(most);
  }

  private String axis() {
    Duration column = half.multipliedBy(2);
    List<LocalDateTime> columns =
        IntStream.range(0, (halves.size() + 1) / 2)
            .mapToObj(i -> start.plus(column.multipliedBy(i)).toLocalDateTime())
            .toList();
    return TimeAxis.of(columns, (int) (6 * column.toMinutes()));
  }
}
