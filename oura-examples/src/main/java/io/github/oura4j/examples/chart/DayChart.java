// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A chart with a column for each day. A day without any value is a gap: its column is shaded, and
 * nothing is drawn in it.
 *
 * @param text what the chart is, in words
 * @param days all days of the range, in order, whether or not they have values
 * @param axis the vertical axis
 * @param unit the unit of the values
 * @param layers what is drawn, from back to front
 * @param reading the values of a day in words, which are shown when hovering over it
 */
public record DayChart(
    ChartText text,
    List<LocalDate> days,
    Axis axis,
    String unit,
    List<Layer> layers,
    Function<LocalDate, String> reading) {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);
  private static final double BAR = 0.72;
  private static final double WIDEST_BAR = 32;
  private static final double DOT = 2.5;

  /** Draws the chart in both sizes. */
  public void draw(Markup page) {
    for (Frame frame : Frame.values()) {
      frame.open(page, text);
      gaps(page, frame);
      frame.verticalAxis(page, axis, unit);
      labels(page, frame);
      layers.forEach(layer -> draw(page, frame, layer));
      frame.openReadings(page);
      for (int index = 0; index < days.size(); index++) {
        frame.reading(
            page, left(frame, index), left(frame, index + 1), reading.apply(days.get(index)));
      }
      page.close("g");
      page.close("svg");
    }
  }

  /** Shades the days without values. Days in a row are one area, so that no seams are seen. */
  private void gaps(Markup page, Frame frame) {
    int first = 0;
    for (int index = 0; index <= days.size(); index++) {
      if (index == days.size() || hasValue(days.get(index))) {
        if (first < index) {
          String area =
              Path.box(left(frame, first), frame.top(), left(frame, index), frame.bottom());
          page.empty("path", "class", "gap", "d", area);
        }
        first = index + 1;
      }
    }
  }

  private boolean hasValue(LocalDate day) {
    return layers.stream()
        .flatMap(layer -> layer.values().stream())
        .anyMatch(values -> values.containsKey(day));
  }

  private void labels(Markup page, Frame frame) {
    int every = (days.size() + frame.labels() - 1) / frame.labels();
    for (int index = 0; index < days.size(); index += every) {
      frame.horizontalLabel(page, center(frame, index), LABEL.format(days.get(index)));
    }
  }

  private void draw(Markup page, Frame frame, Layer layer) {
    if (layer instanceof Layer.Dots dots) {
      dots(page, frame, dots);
    } else if (layer instanceof Layer.Line line) {
      line(page, frame, line);
    } else if (layer instanceof Layer.Bars bars) {
      stack(page, frame, List.of(bars));
    } else if (layer instanceof Layer.Stack stack) {
      stack(page, frame, stack.parts());
    }
  }

  private void dots(Markup page, Frame frame, Layer.Dots dots) {
    for (int index = 0; index < days.size(); index++) {
      Double value = dots.days().get(days.get(index));
      if (value != null) {
        double y = frame.y(axis, value);
        page.empty(
            "circle", "class", dots.cssClass(), "cx", center(frame, index), "cy", y, "r", DOT);
      }
    }
  }

  private void line(Markup page, Frame frame, Layer.Line line) {
    Path path = new Path();
    for (int index = 0; index < days.size(); index++) {
      Double value = line.days().get(days.get(index));
      if (value == null) {
        path.gap();
      } else {
        path.point(center(frame, index), frame.y(axis, value));
      }
    }
    if (!path.isEmpty()) {
      page.empty("path", "class", "line " + line.cssClass(), "d", path.gap());
    }
  }

  private void stack(Markup page, Frame frame, List<Layer.Bars> parts) {
    for (int index = 0; index < days.size(); index++) {
      double from = 0;
      for (Layer.Bars part : parts) {
        Double value = part.days().get(days.get(index));
        if (value != null && value != 0) {
          bar(page, frame, part.cssClass(), index, from, from + value);
          from += value;
        }
      }
    }
  }

  private void bar(Markup page, Frame frame, String cssClass, int index, double from, double upTo) {
    double width = Math.min(WIDEST_BAR, BAR * (left(frame, 1) - left(frame, 0)));
    double top = frame.y(axis, Math.max(from, upTo));
    double bottom = frame.y(axis, Math.min(from, upTo));
    double left = center(frame, index) - width / 2;
    page.empty("path", "class", cssClass, "d", Path.box(left, top, left + width, bottom));
  }

  private double left(Frame frame, int index) {
    return frame.x((double) index / days.size());
  }

  private double center(Frame frame, int index) {
    return frame.x((index + 0.5) / days.size());
  }
}
