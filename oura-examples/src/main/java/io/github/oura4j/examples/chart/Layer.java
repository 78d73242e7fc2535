// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Values of days, and how a {@link DayChart} draws them. A day without a value is a gap. */
public sealed interface Layer {

  /** Returns all values, for the axis and for finding days without any. */
  List<Map<LocalDate, Double>> values();

  /**
   * A dot for each day.
   *
   * @param cssClass the class of the dots, which has a color
   * @param days the values
   */
  record Dots(String cssClass, Map<LocalDate, Double> days) implements Layer {
    @Override
    public List<Map<LocalDate, Double>> values() {
      return List.of(days);
    }
  }

  /**
   * A line through consecutive days, which ends where a day has no value.
   *
   * @param cssClass the class of the line, which has a color
   * @param days the values
   */
  record Line(String cssClass, Map<LocalDate, Double> days) implements Layer {
    @Override
    public List<Map<LocalDate, Double>> values() {
      return List.of(days);
    }
  }

  /**
   * A bar for each day, from zero up or, for a negative value, down.
   *
   * @param cssClass the class of the bars, which has a color
   * @param days the values
   */
  record Bars(String cssClass, Map<LocalDate, Double> days) implements Layer {
    @Override
    public List<Map<LocalDate, Double>> values() {
      return List.of(days);
    }
  }

  /**
   * A bar for each day that is divided into parts, one upon the other.
   *
   * @param parts the parts, from the lowest to the highest
   */
  record Stack(List<Bars> parts) implements Layer {
    @Override
    public List<Map<LocalDate, Double>> values() {
      return parts.stream().map(Bars::days).toList();
    }
  }
}
