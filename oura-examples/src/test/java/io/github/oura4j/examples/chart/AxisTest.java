// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  @ParameterizedTest
  @CsvSource({
    "0, 16534",
    "61, 97",
    "-0.56, 0.53",
    "94.5, 99",
    "5, 5",
    "0, 0",
    "-2147483648, 2147483647",
    "2147483647, 2147483647",
    "1e-9, 2e-9",
    "72.4, 72.6",
    "1e300, 1e300",
    "-1e300, 1e300"
  })
  void covering_anyValues_containsThemWithAFewRoundTicks(double lowest, double highest) {
    Axis axis = Axis.covering(lowest, highest, 0.01);

    assertThat(axis.low()).isLessThanOrEqualTo(lowest);
    assertThat(axis.high()).isGreaterThanOrEqualTo(highest).isGreaterThan(axis.low());
    assertThat(axis.ticks()).hasSizeBetween(2, 8);
    assertThat(axis.fraction(axis.high())).isEqualTo(1);
  }

  @Test
  void covering_integersThatAreClose_hasNoTicksBetweenIntegers() {
    assertThat(Axis.covering(88, 88, 1).ticks()).containsExactly(87.0, 88.0, 89.0);
    assertThat(Axis.covering(80.4, 81, 1).ticks()).containsExactly(80.0, 81.0);
    assertThat(Axis.covering(0, 0, 1).ticks()).containsExactly(0.0, 1.0);
  }

  @Test
  void label_ofTicks_hasTheDecimalsOfTheStepAndARealMinus() {
    Axis axis = Axis.covering(-0.6, 0.5, 0.01);

    assertThat(axis.ticks()).extracting(axis::label).containsExactly("−1.0", "−0.5", "0.0", "0.5");
    assertThat(axis.mirrored().label(-0.5)).isEqualTo("0.5");
  }
}
