// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenEnumDeserializerTest {
  private static HeartRate read(String source) {
    return OuraJson.read("{\"bpm\":60,\"source\":" + source + "}", HeartRate.class);
  }

  @Test
  void decode_ofAKnownValue_returnsTheConstant() {
    for (HeartRateSource constant :
        List.of(
            HeartRateSource.AWAKE,
            HeartRateSource.WORKOUT,
            HeartRateSource.REST,
            HeartRateSource.SLEEP,
            HeartRateSource.LIVE,
            HeartRateSource.SESSION)) {
      assertThat(read("\"" + constant.value() + "\"").source()).isSameAs(constant);
    }
    assertThat(read("\"r\\u0065st\"").source()).isSameAs(HeartRateSource.REST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AWAKE",
        "awak",
        "awakes",
        " awake",
        "rest ",
        "r\u00E9st",
        "asleep",
        "\uD83D\uDC8D"
      })
  void decode_ofAnyOtherText_keepsIt(String text) {
    HeartRateSource source = read("\"" + text + "\"").source();

    assertThat(source.value()).isEqualTo(text);
    assertThat(source.known()).isEqualTo(HeartRateSource.Known.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "[]", "{}", "[\"rest\"]", "{\"value\":\"rest\"}"})
  void decode_ofAnythingButAText_keepsItAmongUnknownProperties(String json) {
    HeartRate sample = read(json);

    assertThat(sample.source()).isNull();
    assertThat(sample.unknownProperties()).containsOnlyKeys("source");
    assertThatThrownBy(() -> OuraJson.readStrictly("{\"source\":" + json + "}", HeartRate.class))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("source");
  }

  @Test
  void decode_ofNull_returnsNull() {
    assertThat(read("null").source()).isNull();
    assertThat(read("null").unknownProperties()).isEmpty();
  }
}
