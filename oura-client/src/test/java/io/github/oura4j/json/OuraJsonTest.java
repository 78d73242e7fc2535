// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.RingColor;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.WebhookSubscription;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OuraJsonTest {

  @Test
  void read_ofACompleteDocument_decodesEveryProperty() {
    DailySleep sleep =
        OuraJson.read(
            """
            {"id": "a", "day": "2026-03-01", "score": 81, "timestamp": "2026-03-01T00:00:00+02:00",
             "contributors": {"deep_sleep": 70}}
            """,
            DailySleep.class);

    assertThat(sleep.day()).hasToString("2026-03-01");
    assertThat(sleep.score()).isEqualTo(81);
    assertThat(sleep.timestamp()).isEqualTo(OffsetDateTime.parse("2026-03-01T00:00:00+02:00"));
    assertThat(sleep.contributors().deepSleep()).isEqualTo(70);
  }

  /** The decoder expects the order of the last document. */
  @Test
  void read_whenTheOrderOfPropertiesChanges_decodesEveryProperty() {
    DailySleep sleep = DailySleep.builder().id("a").score(81).unknownProperty("new", 1).build();
    List<String> members =
        List.of("\"id\":\"a\"", "\"score\":81", "\"new\":1", "\"sc\\u006fre\":81");

    for (int first = 0; first < 3; first++) {
      for (int second = 0; second < 3; second++) {
        List<String> order = new ArrayList<>(members.subList(0, 3));
        Collections.swap(order, first, second);
        assertThat(OuraJson.read("{" + String.join(",", order) + "}", DailySleep.class))
            .isEqualTo(sleep);
        order.replaceAll(member -> member.equals(members.get(1)) ? members.get(3) : member);
        assertThat(OuraJson.read("{" + String.join(" , ", order) + "}", DailySleep.class))
            .isEqualTo(sleep);
      }
    }
  }

  @Test
  void read_ofAnEmptyObject_returnsADocumentOfNulls() {
    DailySleep sleep = OuraJson.read("{}", DailySleep.class);

    assertThat(sleep).isEqualTo(DailySleep.builder().build());
    assertThat(OuraJson.write(sleep)).isEqualTo("{}");
  }

  @Test
  void write_whenPropertiesAreUnknown_preservesThemToTheLastDigit() {
    String json =
        "{\"id\":\"a\",\"new_number\":0.12345678901234567890123456789,"
            + "\"new_null\":null,\"new_object\":{\"list\":[1,null,\"x\"]}}";

    DailySleep sleep = OuraJson.read(json, DailySleep.class);

    assertThat(sleep.unknownProperties())
        .containsEntry("new_number", new BigDecimal("0.12345678901234567890123456789"))
        .containsEntry("new_null", null);
    assertThat((Object) OuraJson.read(OuraJson.write(sleep), Map.class))
        .isEqualTo(OuraJson.read(json, Map.class));
  }

  @Test
  void read_whenAnEnumValueIsUnknown_keepsItsText() {
    RingConfiguration ring =
        OuraJson.read("{\"id\":\"a\",\"color\":\"ultraviolet\"}", RingConfiguration.class);

    assertThat(ring.color()).isEqualTo(RingColor.of("ultraviolet"));
    assertThat(ring.color().known()).isEqualTo(RingColor.Known.UNKNOWN);
    assertThat(OuraJson.write(ring)).isEqualTo("{\"id\":\"a\",\"color\":\"ultraviolet\"}");
  }

  @Test
  void read_whenAnEnumValueIsKnown_returnsTheConstant() {
    RingConfiguration ring = OuraJson.read("{\"color\":\"rose\"}", RingConfiguration.class);

    assertThat(ring.color()).isSameAs(RingColor.ROSE);
    assertThat(ring.color().known()).isEqualTo(RingColor.Known.ROSE);
  }

  @Test
  void read_whenASeriesContainsNulls_keepsTheirPositions() {
    String json =
        "{\"interval\":300.0,\"items\":[61.0,null,59.5],"
            + "\"timestamp\":\"2026-03-01T23:10:00.000+02:00\"}";

    SampleSeries series = OuraJson.read(json, SampleSeries.class);

    assertThat(series.items()).containsExactly(61.0, null, 59.5);
    assertThat(OuraJson.write(series)).isEqualTo(json.replace("23:10:00.000", "23:10:00"));
  }

  @Test
  void read_whenMillisecondsExceed32Bits_keepsThem() {
    HeartRate sample = OuraJson.read("{\"timestamp_unix\":1772323200000}", HeartRate.class);

    assertThat(sample.timestampUnix()).isEqualTo(1_772_323_200_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T08:00:00Z, 2026-03-01T08:00Z",
    "2026-03-01T08:00:00.123+05:30, 2026-03-01T08:00:00.123+05:30",
    "2026-03-01T08:00:00, 2026-03-01T08:00Z",
    "2026-03-01T08:00:00.5, 2026-03-01T08:00:00.500Z",
    "2026-03-01T08:00:00+0200, 2026-03-01T08:00+02:00",
    "2026-03-01T08:00:00-11:00, 2026-03-01T08:00-11:00",
    "2026-03-01T24:00:00+02:00, 2026-03-02T00:00+02:00",
    "2026-03-01T08:00:00+05, 2026-03-01T08:00+05:00",
    "2026-03-01T08:00:00.5-08, 2026-03-01T08:00:00.500-08:00",
    "2026-03-01T08:00:00+05:30:15, 2026-03-01T08:00+05:30:15",
    "2026-03-01T08:00:00.1234567890Z, 2026-03-01T08:00:00.123456789Z",
    "2026-03-01T08:00:00.123456789000+0200, 2026-03-01T08:00:00.123456789+02:00",
    "2028-02-29T24:00:00Z, 2028-03-01T00:00Z",
  })
  void read_ofATimestampInAnyFormat_keepsInstantAndOffset(String text, String expected) {
    WebhookSubscription subscription =
        OuraJson.read("{\"expiration_time\":\"" + text + "\"}", WebhookSubscription.class);

    assertThat(subscription.expirationTime()).hasToString(expected);
  }

  @Test
  void write_whenSecondsAreZero_writesThem() {
    HeartRate sample =
        HeartRate.builder().timestamp(OffsetDateTime.parse("2026-03-01T08:00Z")).build();

    assertThat(OuraJson.write(sample)).isEqualTo("{\"timestamp\":\"2026-03-01T08:00:00Z\"}");
  }

  @Test
  void read_whenAnIntegerHasAZeroFraction_acceptsIt() {
    assertThat(OuraJson.read("{\"score\":62.0}", DailySleep.class).score()).isEqualTo(62);
    assertThat(OuraJson.read("{\"timestamp_unix\":1.0e12}", HeartRate.class).timestampUnix())
        .isEqualTo(1_000_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"62.5", "\"62\"", "true", "99999999999", "1e400", "{}", "[1]", "-2147483649"})
  void readStrictly_whenAnIntegerIsInvalid_namesDocumentAndProperty(String value) {
    assertThatThrownBy(
            () ->
                OuraJson.readStrictly(
                    "{\"id\":\"doc-7\",\"score\":" + value + "}", DailySleep.class))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("score")
        .hasMessageContaining("doc-7")
        .hasNoCause();
  }

  @Test
  void readListStrictly_whenANestedPropertyIsInvalid_namesItsPathButNotItsValue() {
    assertThatThrownBy(
            () ->
                OuraJson.readListStrictly(
                    "[{\"id\":\"x\"},{\"contributors\":{\"deep_sleep\":\"planted-31\"},\"id\":\"y\"}]",
                    DailySleep.class))
        .hasMessageContaining("[1].contributors.deep_sleep (document y)")
        .hasMessageNotContaining("planted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"yesterday\"", "5", "\"2026-13-01\"", "\"\""})
  void read_whenADayIsInvalid_namesTheProperty(String value) {
    assertThatThrownBy(() -> OuraJson.read("{\"day\":" + value + "}", DailySleep.class))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("day");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | it is empty",
        "'   ' | it is empty",
        "<html><body>502</body></html> | HTML page",
        "{\"id\": \"a | is truncated",
        "{\"id\": \"a\"} {} | not a valid DailySleep",
        "null | it is null",
        "nonsense | not JSON",
      })
  void read_whenTheTextIsNotADocument_saysWhatItIs(String text, String expected) {
    assertThatThrownBy(() -> OuraJson.read(text, DailySleep.class))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining(expected)
        .hasNoCause();
  }

  @Test
  void read_whenNestedTooDeeply_failsWithoutStackOverflow() {
    String hostile = "{\"x\":" + "[".repeat(200_000);

    assertThat(catchThrowable(() -> OuraJson.read(hostile, DailySleep.class)))
        .isInstanceOf(OuraDecodingException.class);
  }

  @Test
  void builder_whenAnUnknownPropertyHasAKnownName_rejectsIt() {
    assertThatThrownBy(() -> DailySleep.builder().unknownProperty("score", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("score");
  }

  @Test
  void toString_ofADocument_containsOnlyTypeIdAndDay() {
    DailySleep sleep =
        OuraJson.read("{\"id\":\"a\",\"day\":\"2026-03-01\",\"score\":81}", DailySleep.class);

    assertThat(sleep).hasToString("DailySleep[id=a, day=2026-03-01]");
  }
}
