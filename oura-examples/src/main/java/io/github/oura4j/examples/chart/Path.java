// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

/** The data of an SVG path. A gap in the values is a gap in the path. */
final class Path {
  /** A dash that begins to the left of the current point. */
  private static final String DASH = "m-3 0h6";

  private final StringBuilder data = new StringBuilder();

  /** The number of points since the last gap. */
  private int points;

  static String line(double x1, double y1, double x2, double y2) {
    return new Path().point(x1, y1).point(x2, y2).toString();
  }

  /** Returns a rectangle, in fewer characters than the element of that name needs. */
  static String box(double left, double top, double right, double bottom) {
    String width = Markup.coordinate(right - left);
    return new Path().point(left, top)
        + ("h" + width + "V" + Markup.coordinate(bottom) + "h-" + width + "z");
  }

  /** Draws to a point, or starts at it after a gap. */
  Path point(double x, double y) {
    data.append(points == 0 ? 'M' : 'L')
        .append(Markup.coordinate(x))
        .append(' ')
        .append(Markup.coordinate(y));
    points++;
    return this;
  }

  /** Leaves a gap before the next point. A point between two gaps becomes a dash. */
  Path gap() {
    if (points == 1) {
      data.append(DASH);
    }
    points = 0;
    return this;
  }

  boolean isEmpty() {
    return data.length() == 0;
  }

  @Override
  public String toString() {
    return data.toString();
  }
}
