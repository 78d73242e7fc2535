// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

/**
 * The size of a chart. A chart is drawn twice, and the style sheet shows the one that fits the
 * window: a wide chart that is scaled down to a phone has text that nobody can read.
 */
enum Frame {
  WIDE("wide", 800, 206, 8),
  NARROW("narrow", 358, 186, 4);

  private static final double LEFT = 46;
  private static final double RIGHT = 8;
  private static final double TOP = 28;
  private static final double BOTTOM = 22;

  private final String cssClass;
  private final double width;
  private final double height;
  private final int labels;

  Frame(String cssClass, double width, double height, int labels) {
    this.cssClass = cssClass;
    this.width = width;
    this.height = height;
    this.labels = labels;
  }

  /** Returns how many labels fit below the chart. */
  int labels() {
    return labels;
  }

  /** Returns the horizontal position of a fraction of the width. */
  double x(double fraction) {
    return LEFT + fraction * (width - LEFT - RIGHT);
  }

  /** Returns the vertical position of a value. One that is beyond the axis is drawn at its end. */
  double y(Axis axis, double value) {
    double fraction = Math.min(1, Math.max(0, axis.fraction(value)));
    return height - BOTTOM - fraction * (height - TOP - BOTTOM);
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return height - BOTTOM;
  }

  /** Opens the chart, with its title and description for screen readers. */
  void open(Markup page, ChartText text) {
    String id = text.id() + "-" + cssClass;
    page.open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "class",
            cssClass,
            "viewBox",
            "0 0 " + Markup.coordinate(width) + " " + Markup.coordinate(height),
            "role",
            "img",
            "aria-labelledby",
            id + "-title",
            "aria-describedby",
            id + "-desc")
        .element("title", text.title(), "id", id + "-title")
        .element("desc", text.description(), "id", id + "-desc");
  }

  /** Draws the lines and labels of the vertical axis, and its unit. */
  void verticalAxis(Markup page, Axis axis, String unit) {
    page.element("text", unit, "class", "unit", "x", 2.0, "y", 12.0);
    for (double tick : axis.ticks()) {
      double y = y(axis, tick);
      page.empty("path", "class", "grid", "d", Path.line(x(0), y, x(1), y));
      page.element("text", axis.label(tick), "class", "y", "x", LEFT - 6, "y", y + 4);
    }
  }

  /** Writes a label below the chart. */
  void horizontalLabel(Markup page, double x, String label) {
    page.element("text", label, "class", "x", "x", x, "y", height - 6);
  }

  /** Begins the readings, which are in front of all that is drawn. */
  void openReadings(Markup page) {
    page.open("g", "class", "hits");
  }

  /**
   * Draws an invisible area over the height of the chart that shows a reading when hovered over.
   */
  void reading(Markup page, double left, double right, String reading) {
    page.open("path", "d", Path.box(left, TOP, right, bottom()))
        .element("title", reading)
        .close("path");
  }
}
