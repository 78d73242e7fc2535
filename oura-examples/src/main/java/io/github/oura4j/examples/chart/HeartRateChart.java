// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The samples of a day as a line, with a gap where the next sample is more than 15 minutes later.
 *
 * @param text what the chart is, in words
 * @param day the day
 * @param zone the time zone in which the day begins and ends
 * @param axis the vertical axis
 * @param unit the unit of the samples
 * @param step the length of time that a sample stands for, half of it before its time
 * @param samples the samples of the day, in order of their times
 */
public record HeartRateChart(
    ChartText text,
    LocalDate day,
    ZoneId zone,
    Axis axis,
    String unit,
    Duration step,
    List<Sample> samples) {
  private static final Duration LONGEST_STEP = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  /**
   * A sample.
   *
   * @param time its time
   * @param value its value
   * @param note what it was measured during
   */
  public record Sample(Instant time, double value, String note) {}

  /** Draws the chart in both sizes. */
  public void draw(Markup page) {
    for (Frame frame : Frame.values()) {
      frame.open(page, text);
      frame.verticalAxis(page, axis, unit);
      labels(page, frame);
      line(page, frame);
      frame.openReadings(page);
      readings(page, frame);
      page.close("g");
      page.close("svg");
    }
  }

  private void labels(Markup page, Frame frame) {
    int every = 24 / frame.labels();
    for (int hour = 0; hour < 24; hour += every) {
      ZonedDateTime time = day.atTime(hour, 0).atZone(zone);
      frame.horizontalLabel(page, x(frame, time.toInstant()), TIME.format(time));
    }
    frame.horizontalLabel(page, frame.x(1), "24:00");
  }

  private void line(Markup page, Frame frame) {
    Path path = new Path();
    Instant previous = Instant.MIN;
    for (Sample sample : samples) {
      if (sample.time().minus(LONGEST_STEP).isAfter(previous)) {
        path.gap();
      }
      path.point(x(frame, sample.time()), frame.y(axis, sample.value()));
      previous = sample.time();
    }
    page.empty("path", "class", "line heart", "d", path.gap());
  }

  private void readings(Markup page, Frame frame) {
    Duration half = step.dividedBy(2);
    for (Sample sample : samples) {
      double left = x(frame, sample.time().minus(half));
      frame.reading(page, left, x(frame, sample.time().plus(half)), reading(sample));
    }
  }

  private String reading(Sample sample) {
    Instant from = sample.time().minus(step.dividedBy(2));
    return String.format(
        Locale.ENGLISH,
        "%s: %.0f %s, %s",
        TIME.format(from.atZone(zone)),
        sample.value(),
        unit,
        sample.note());
  }

  private Instant start() {
    return day.atStartOfDay(zone).toInstant();
  }

  private double x(Frame frame, Instant time) {
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    double length = Duration.between(start(), end).toSeconds();
    return frame.x(Duration.between(start(), time).toMillis() / 1000.0 / length);
  }
}
