// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.error.OuraException;
import io.github.oura4j.examples.chart.ChartText;
import io.github.oura4j.examples.chart.Markup;
import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.examples.data.ReportData.Fetched;
import java.util.List;

/**
 * A part of the page: a heading, and charts with their summaries or a sentence about why there is
 * no chart.
 *
 * @param page the page
 * @param data the data
 */
record Section(Markup page, ReportData data) {

  /** An entry of a legend: the class of a mark, which has its color, and what it stands for. */
  record Key(String cssClass, String meaning) {}

  void begin(String id, String heading) {
    page.open("section", "id", id).element("h2", heading);
  }

  void end() {
    page.close("section");
  }

  /**
   * Writes in place of a chart why there is none.
   *
   * @param name what there is none of
   * @param hint why there may be none
   */
  void missing(Fetched<?> fetched, String name, String hint) {
    OuraException failure = fetched.failure();
    String reason = failure == null ? ". " + hint : ": " + failure.getMessage();
    page.element("p", ("No " + name + reason).strip(), "class", "missing");
  }

  /**
   * Returns whether there is something to draw, and otherwise writes why there is nothing.
   *
   * @param name what is drawn
   * @param hint why there may be nothing
   */
  boolean hasAny(Fetched<?> fetched, boolean hasValues, String name, String hint) {
    if (!hasValues) {
      missing(fetched, name + " " + Days.during(data.first(), data.last()), hint);
    }
    return hasValues;
  }

  /** Writes the summary of a series. */
  void summary(DailySeries series) {
    summary(series.measure().title(), text(series));
  }

  void summary(String name, String text) {
    page.open("p", "class", "summary").element("strong", name + ":").text(" " + text).close("p");
  }

  static String text(DailySeries series) {
    if (series.inRange().isEmpty()) {
      return "no data.";
    }
    if (series.counted().isEmpty()) {
      return "only %s, which %s not over."
          .formatted(
              Days.names(series.growing().keySet()), series.growing().size() == 1 ? "is" : "are");
    }
    return new Summary(series).text();
  }

  void legend(List<Key> keys) {
    page.open("ul", "class", "legend");
    for (Key key : keys) {
      page.open("li")
          .open("svg", "class", "key", "viewBox", "0 0 10 10", "aria-hidden", "true")
          .empty("rect", "class", key.cssClass(), "width", "10", "height", "10")
          .close("svg")
          .text(key.meaning())
          .close("li");
    }
    page.close("ul");
  }

  ChartText chartText(String id, String title, String description) {
    return new ChartText(id, title + ", " + Days.range(data.first(), data.last()), description);
  }
}
