// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.SampleSeries;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FloatingPointNumbersTest {
  private static final int NUMBERS = 20_000;

  private final Random random = new Random(17);

  private static void assertDecodedAsJavaDoes(List<String> numbers) {
    SampleSeries series =
        OuraJson.read("{\"items\":[" + String.join(",", numbers) + "]}", SampleSeries.class);

    assertThat(series.items())
        .containsExactlyElementsOf(numbers.stream().map(Double::valueOf).toList());
  }

  private List<String> numbers(Supplier<String> number) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < NUMBERS; i++) {
      numbers.add(number.get());
    }
    return numbers;
  }

  private String finiteDouble() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? Double.toString(value) : "0.0";
  }

  /** Returns a number in the middle between two doubles, or as close to it as one digit. */
  private String numberThatMustBeRounded() {
    double low = random.nextDouble() * Math.pow(10, random.nextInt(-20, 20));
    BigDecimal sum = new BigDecimal(low).add(new BigDecimal(Math.nextUp(low)));
    BigDecimal middle = sum.divide(BigDecimal.valueOf(2));
    return middle
        .add(middle.ulp().multiply(BigDecimal.valueOf(random.nextInt(-1, 2))))
        .toPlainString();
  }

  @Test
  void decode_ofAnyDouble_returnsIt() {
    assertDecodedAsJavaDoes(numbers(this::finiteDouble));
  }

  @Test
  void decode_ofANumberBetweenTwoDoubles_returnsTheNearest() {
    assertDecodedAsJavaDoes(numbers(this::numberThatMustBeRounded));
  }

  @Test
  void decode_ofAShortDecimal_returnsTheNearest() {
    assertDecodedAsJavaDoes(
        numbers(() -> random.nextInt(-300, 300) + "." + random.nextInt(1_000) + "e-1"));
  }

  @Test
  void decode_ofNumbersAtTheEdges_returnsTheNearest() {
    assertDecodedAsJavaDoes(
        List.of(
            "-0.0",
            "0e999",
            "4.9e-324",
            "2.4703282292062328e-324",
            "2.2250738585072012e-308",
            "2.2250738585072011e-308",
            "1.7976931348623157e308",
            "1.79769313486231580793e308",
            "9007199254740993",
            "0." + "0".repeat(300) + "1",
            "1." + "0".repeat(900) + "1"));
  }
}
