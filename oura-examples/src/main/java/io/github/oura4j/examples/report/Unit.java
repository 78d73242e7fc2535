// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** The unit of a measure, and how its values are written: no line breaks before a short unit. */
enum Unit {
  POINTS("score, 1 to 100", 0, "", ""),
  BEATS_PER_MINUTE("bpm", 0, "\u00a0bpm", "\u00a0bpm"),
  MILLISECONDS("ms", 0, "\u00a0ms", "\u00a0ms"),
  STEPS("steps", 0, "", ""),
  PERCENT("%", 1, "\u00a0%", " points"),
  CELSIUS("°C", 2, "\u00a0°C", "\u00a0°C"),
  HOURS("hours", 1, "", "") {
    @Override
    double round(double hours) {
      return Math.round(hours * MINUTES_PER_HOUR) / MINUTES_PER_HOUR;
    }

    @Override
    String format(double hours) {
      long minutes = Math.round(hours * MINUTES_PER_HOUR);
      String sign = minutes < 0 ? "−" : "";
      long size = Math.abs(minutes);
      return sign
          + (size < 60
              ? size + " min"
              : String.format(Locale.ENGLISH, "%d h %02d min", size / 60, size % 60));
    }

    @Override
    String formatDifference(double hours) {
      return format(hours);
    }
  };

  private static final double MINUTES_PER_HOUR = 60;

  private final String axis;
  private final int decimals;
  private final String suffix;
  private final String suffixOfDifference;

  Unit(String axis, int decimals, String suffix, String suffixOfDifference) {
    this.axis = axis;
    this.decimals = decimals;
    this.suffix = suffix;
    this.suffixOfDifference = suffixOfDifference;
  }

  /** Returns the unit as it is written at an axis. */
  String axis() {
    return axis;
  }

  /**
   * Returns the smallest distance between ticks of an axis: smaller differences are not written.
   */
  double smallestStep() {
    return Math.pow(10, -decimals);
  }

  /** Returns the value as precisely as it is written. */
  double round(double value) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
  }

  /** Returns a value with its unit. */
  String format(double value) {
    return number(value) + suffix;
  }

  /**
   * Returns the difference of two values with its unit: that of percentages is not a percentage.
   */
  String formatDifference(double difference) {
    return number(difference) + suffixOfDifference;
  }

  private String number(double value) {
    return String.format(Locale.ENGLISH, "%,." + decimals + "f", round(value)).replace('-', '−');
  }
}
