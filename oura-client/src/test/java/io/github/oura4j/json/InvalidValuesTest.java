// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.SleepPeriod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "restless_periods | 41.5",
        "restless_periods | \"41\"",
        "restless_periods | true",
        "restless_periods | {\"value\":41}",
        "restless_periods | [41,{\"a\":[1,null]}]",
        "restless_periods | 1e400",
        "restless_periods | 1e99999999999",
        "restless_periods | -1e-99999999999",
        "restless_periods | 2147483648",
        "restless_periods | 123456789012345678901234567890",
        "readiness_score_delta | \"low\"",
        "readiness_score_delta | {}",
        "average_breath | 1e400",
        "average_breath | -1e99999999999",
        "average_breath | 1E-400",
        "average_breath | \"NaN\"",
        "average_breath | \"\"",
        "average_breath | [14.5]",
        "average_breath | false",
        "bedtime_end | \"2026-02-30T00:00:00Z\"",
        "bedtime_end | \"2026-04-31T24:00:00Z\"",
        "bedtime_end | \"2026-03-01T08:00:00.1234567891Z\"",
        "bedtime_end | \"2026-03-01T08:00:00+19:00\"",
        "bedtime_end | \"2026-03-01T23:59:60Z\"",
        "bedtime_end | \"2026-03-01\"",
        "bedtime_end | \"later\"",
        "bedtime_end | \"\"",
        "bedtime_end | 1772323200",
        "bedtime_end | {\"time\":null}",
        "low_battery_alert | \"true\"",
        "low_battery_alert | \"\"",
        "low_battery_alert | 1",
        "low_battery_alert | 0.0",
        "low_battery_alert | []",
        "movement_30_sec | 112",
        "movement_30_sec | 1.5",
        "movement_30_sec | true",
        "movement_30_sec | [\"1\"]",
        "movement_30_sec | {}",
        "type | 5",
        "type | [\"long_sleep\"]",
        "type | {\"a\":{}}",
        "readiness | 17",
        "readiness | \"\"",
        "readiness | [{\"score\":1}]",
        "heart_rate | []",
      })
  void read_whenAValueDoesNotFit_affectsOnlyItsProperty(String property, String value) {
    String json =
        "{\"id\":\"a\",\"%s\":%s,\"day\":\"2026-03-01\",\"latency\":7}".formatted(property, value);
    List<InvalidValue> invalid = new ArrayList<>();

    SleepPeriod night = OuraJson.read(json, SleepPeriod.class, invalid::add);

    assertThat(night.day()).hasToString("2026-03-01");
    assertThat(night.latency()).isEqualTo(7);
    assertThat(night.unknownProperties()).containsOnlyKeys(property);
    assertThat(invalid).containsExactly(new InvalidValue(SleepPeriod.class, property));
    assertThat(OuraJson.write(night).replace("E+", "e"))
        .isEqualTo(
            "{\"id\":\"a\",\"day\":\"2026-03-01\",\"latency\":7,\"%s\":%s}"
                .formatted(property, value));
    assertThat(OuraJson.read(OuraJson.write(night), SleepPeriod.class)).isEqualTo(night);
    assertThatThrownBy(() -> OuraJson.readStrictly(json, SleepPeriod.class))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining(property + " (document a)")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":7,\"score\":1}",
        "{\"id\":\"a\",\"day\":\"2026-02-30\"}",
        "{\"id\":\"a\",\"day\":20260301}",
        "{\"id\":\"a\",\"day\":{\"x\":[]}}",
      })
  void read_whenIdOrDayDoesNotFit_throws(String json) {
    assertThatThrownBy(() -> OuraJson.read(json, DailySleep.class))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining(json.contains("day") ? "day (document a)" : "id")
        .hasMessageNotContaining("2026")
        .hasNoCause();
  }

  @Test
  void read_whenStartDayOfADocumentOrTimestampOfASampleDoesNotFit_throws() {
    assertThatThrownBy(() -> OuraJson.read("{\"start_day\":1}", RestModePeriod.class))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("start_day");
    assertThatThrownBy(() -> OuraJson.read("{\"timestamp\":1}", HeartRate.class))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("timestamp");
    assertThat(OuraJson.read("{\"end_day\":1}", RestModePeriod.class).endDay()).isNull();
    assertThat(OuraJson.read("{\"timestamp\":1}", DailySleep.class).timestamp()).isNull();
  }

  @Test
  void read_whenAValueWithinAnObjectDoesNotFit_keepsItInThisObject() {
    List<InvalidValue> invalid = new ArrayList<>();
    String json = "{\"contributors\":{\"deep_sleep\":70.5,\"efficiency\":80}}";

    DailySleep sleep = OuraJson.read(json, DailySleep.class, invalid::add);

    assertThat(sleep.unknownProperties()).isEmpty();
    assertThat(sleep.contributors().deepSleep()).isNull();
    assertThat(sleep.contributors().efficiency()).isEqualTo(80);
    assertThat(sleep.contributors().unknownProperties())
        .containsEntry("deep_sleep", new BigDecimal("70.5"));
    assertThat(invalid)
        .containsExactly(new InvalidValue(sleep.contributors().getClass(), "deep_sleep"));
  }

  @Test
  void read_whenAnElementOfAListDoesNotFit_keepsTheWholeList() {
    String json = "{\"interval\":300.0,\"items\":[61.0,null,\"x\",{\"y\":[2]},59.5]}";

    SampleSeries series = OuraJson.read(json, SampleSeries.class);

    assertThat(series.items()).isNull();
    assertThat(series.interval()).isEqualTo(300);
    assertThat(OuraJson.write(series)).isEqualTo(json);
  }

  @Test
  void read_whenAValueWithinAListOfObjectsDoesNotFit_keepsItInItsObject() {
    String json = "{\"episodes\":[{\"tags\":[\"a\",5]},{\"tags\":[\"b\"]},null]}";

    RestModePeriod period = OuraJson.read(json, RestModePeriod.class);

    assertThat(period.episodes()).hasSize(3);
    assertThat(period.episodes().get(0).unknownProperties()).containsKey("tags");
    assertThat(period.episodes().get(1).tags()).containsExactly("b");
    assertThat(OuraJson.write(period)).isEqualTo(json);
  }

  @Test
  void read_whenAPropertyIsRepeated_countsTheLastValue() {
    DailySleep fits = OuraJson.read("{\"score\":62.5,\"score\":63}", DailySleep.class);
    DailySleep doesNotFit = OuraJson.read("{\"score\":63,\"score\":62.5}", DailySleep.class);

    assertThat(OuraJson.write(fits)).isEqualTo("{\"score\":63}");
    assertThat(OuraJson.write(doesNotFit)).isEqualTo("{\"score\":62.5}");
  }

  @Test
  void toBuilder_keepsTheRawValueUntilThePropertyIsSet() {
    DailySleep sleep = OuraJson.read("{\"id\":\"a\",\"score\":62.5}", DailySleep.class);

    assertThat(OuraJson.write(sleep.toBuilder().id("b").build()))
        .isEqualTo("{\"id\":\"b\",\"score\":62.5}");
    assertThat(OuraJson.write(sleep.toBuilder().score(63).build()))
        .isEqualTo("{\"id\":\"a\",\"score\":63}");
    assertThat(OuraJson.write(sleep.toBuilder().score(null).build())).isEqualTo("{\"id\":\"a\"}");
    assertThatThrownBy(() -> sleep.toBuilder().unknownProperty("score", 62.5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_afterByteOrderMarkAndCharactersOfSeveralBytes_keepsTheExactValue() {
    String json = "\uFEFF {\"\u00e9\ud83d\ude00\" : \"\u00e9\ud83d\ude00\", \"score\" : [ 1.50 ] }";

    assertThat(OuraJson.read(json, DailySleep.class).unknownProperties())
        .containsEntry("score", List.of(new BigDecimal("1.50")));
  }

  @Test
  void read_whenNamesHaveLoneSurrogates_keepsThemAndTheRawValues() {
    String json = "{\"score\":[{\"\\ud800\":1}],\"\\udfff\":\"\u00e9\",\"latency\":62.5}";

    DailySleep sleep = OuraJson.read(json, DailySleep.class);

    assertThat(sleep.unknownProperties()).containsOnlyKeys("score", "\udfff", "latency");
    assertThat(OuraJson.write(sleep)).isEqualTo(json);
    assertThatThrownBy(() -> OuraJson.read("{\"\\ud800\":[1", DailySleep.class))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("is not JSON, or is truncated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"score\":[1,}",
        "{\"score\":[1",
        "{\"score\":{\"a\"}}",
        "{\"score\":nul}",
        "{\"score\":62.}",
        "{\"score\":\"planted",
        "{\"contributors\":{\"deep_sleep\":[}}}",
        "{\"score\":62.5}}",
      })
  void read_whenTheTextIsNotJson_throws(String json) {
    for (Consumer<String> read :
        List.<Consumer<String>>of(
            text -> OuraJson.read(text, DailySleep.class),
            text -> OuraJson.readStrictly(text, DailySleep.class))) {
      assertThatThrownBy(() -> read.accept(json))
          .isInstanceOf(OuraDecodingException.class)
          .hasMessageNotContaining("planted")
          .hasNoCause();
    }
  }

  @Test
  void read_whenTheListenerThrows_throwsItsException() {
    IllegalStateException own = new IllegalStateException("no invalid values, please");

    assertThatThrownBy(
            () ->
                OuraJson.read(
                    "{\"score\":62.5}",
                    DailySleep.class,
                    invalid -> {
                      throw own;
                    }))
        .isSameAs(own);
  }

  @Test
  void readList_whenAValueDoesNotFit_readsAllDocuments() {
    List<InvalidValue> invalid = new ArrayList<>();

    assertThat(
            OuraJson.readList("[{\"score\":62.5},{\"score\":63}]", DailySleep.class, invalid::add))
        .extracting(DailySleep::score)
        .containsExactly(null, 63);
    assertThat(invalid).singleElement().hasToString("InvalidValue[DailySleep, score]");
  }
}
