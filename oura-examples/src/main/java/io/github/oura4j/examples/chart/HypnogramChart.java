// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

import io.github.oura4j.timeline.Segment;
import io.github.oura4j.timeline.SleepPhase;
import io.github.oura4j.timeline.Timeline;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sleep phases of a night as steps: awake, REM, light and deep sleep below each other. Times
 * without a phase are gaps. It is small, so that one size fits all windows.
 *
 * @param text what the chart is, in words
 * @param phases the phases
 * @param hours the length of the time axis, the same for all nights that are to be compared
 */
public record HypnogramChart(ChartText text, Timeline<SleepPhase> phases, int hours) {
  /** A night that is longer is cut off, so that a wrong document does not make the page huge. */
  public static final int MOST_HOURS = 24;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final double WIDTH = 340;
  private static final double HEIGHT = 96;
  private static final double LEFT = 48;
  private static final double RIGHT = 4;
  private static final double TOP = 4;
  private static final double ROW = 18;

  private static final Map<SleepPhase.Known, Row> ROWS = rows();

  private record Row(int index, String name, String cssClass) {
    double middle() {
      return TOP + (index + 0.5) * ROW;
    }
  }

  private static Map<SleepPhase.Known, Row> rows() {
    Map<SleepPhase.Known, Row> rows = new EnumMap<>(SleepPhase.Known.class);
    rows.put(SleepPhase.Known.AWAKE, new Row(0, "Awake", "awake"));
    rows.put(SleepPhase.Known.REM, new Row(1, "REM", "rem"));
    rows.put(SleepPhase.Known.LIGHT, new Row(2, "Light", "light"));
    rows.put(SleepPhase.Known.DEEP, new Row(3, "Deep", "deep"));
    return rows;
  }

  /** Draws the chart. */
  public void draw(Markup page) {
    page.open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "class",
            "hypnogram",
            "viewBox",
            "0 0 " + Markup.coordinate(WIDTH) + " " + Markup.coordinate(HEIGHT),
            "role",
            "img",
            "aria-labelledby",
            text.id() + "-title",
            "aria-describedby",
            text.id() + "-desc")
        .element("title", text.title(), "id", text.id() + "-title")
        .element("desc", text.description(), "id", text.id() + "-desc");
    levels(page);
    hours(page);
    risers(page);
    phases.runs().forEach(run -> phase(page, run));
    page.close("svg");
  }

  private static void levels(Markup page) {
    for (Row row : ROWS.values()) {
      double y = row.middle();
      page.empty("path", "class", "grid", "d", Path.line(LEFT, y, WIDTH - RIGHT, y));
      page.element("text", row.name(), "class", "y", "x", LEFT - 6, "y", y + 4);
    }
  }

  private void hours(Markup page) {
    int every = hours > 10 ? 3 : 2;
    for (int hour = 0; hour < hours; hour += every) {
      OffsetDateTime time = start().plusHours(hour);
      if (x(time) < WIDTH - 24) {
        page.element("text", TIME.format(time), "class", "x", "x", x(time), "y", HEIGHT - 5);
      }
    }
  }

  /** Connects consecutive phases, but nothing across a gap. */
  private void risers(Markup page) {
    Path path = new Path();
    Row previous = null;
    for (Segment<SleepPhase> run : phases.runs()) {
      Row row = row(run);
      if (previous != null && row != null && isInside(run)) {
        double x = x(run.start());
        path.gap().point(x, previous.middle()).point(x, row.middle());
      }
      previous = row;
    }
    if (!path.isEmpty()) {
      page.empty("path", "class", "riser", "d", path);
    }
  }

  private void phase(Markup page, Segment<SleepPhase> run) {
    Row row = row(run);
    if (row == null || !isInside(run)) {
      return;
    }
    double y = row.middle();
    double end = Math.min(x(run.end()), WIDTH - RIGHT);
    page.open("path", "class", row.cssClass(), "d", Path.line(x(run.start()), y, end, y))
        .element(
            "title", row.name() + " " + TIME.format(run.start()) + "–" + TIME.format(run.end()))
        .close("path");
  }

  private static @Nullable Row row(Segment<SleepPhase> run) {
    SleepPhase phase = run.value();
    return phase == null ? null : ROWS.get(phase.known());
  }

  private boolean isInside(Segment<SleepPhase> run) {
    return run.start().isBefore(start().plusHours(hours));
  }

  private OffsetDateTime start() {
    return start(phases);
  }

  private static OffsetDateTime start(Timeline<SleepPhase> phases) {
    return phases.start().truncatedTo(ChronoUnit.HOURS);
  }

  /** Returns the hours that the time axis of a night needs. */
  public static int hours(Timeline<SleepPhase> phases) {
    long seconds = Duration.between(start(phases), phases.end()).toSeconds();
    return (int) Math.min(MOST_HOURS, (seconds + 3599) / 3600);
  }

  private double x(OffsetDateTime time) {
    double fraction =
        Duration.between(start(), time).toSeconds() / (double) Duration.ofHours(hours).toSeconds();
    return LEFT + fraction * (WIDTH - LEFT - RIGHT);
  }
}
