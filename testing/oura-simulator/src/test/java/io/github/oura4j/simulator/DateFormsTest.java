// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of dates and timestamps that Oura accepts from the clients of any project. */
class DateFormsTest {
  private static OuraSimulator oura;
  private static TestClient client;

  @BeforeAll
  static void start() {
    oura =
        OuraSimulator.builder()
            .clock(TestPeople.at("2026-04-16T12:00:00Z"))
            .person(SimulatedPerson.builder().wearsRingEveryDay().build())
            .start();
    client = TestClient.of(oura);
  }

  @AfterAll
  static void stop() {
    oura.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-10,                        2026-04-10T00:00:00Z",
    "2026-04-10T00:00:00,               2026-04-10T00:00:00Z",
    "2026-04-10 00:00:00,               2026-04-10T00:00:00Z",
    "2026-04-10T09:30,                  2026-04-10T09:30:00Z",
    "2026-04-10 09:30,                  2026-04-10T09:30:00Z",
    "2026-04-10T00:00:00.250,           2026-04-10T00:00:00.250Z",
    "2026-04-10 00:00:00.250000,        2026-04-10T00:00:00.250Z",
    "2026-04-10T09:30:00Z,              2026-04-10T09:30:00Z",
    "2026-04-10 09:30:00Z,              2026-04-10T09:30:00Z",
    "2026-04-10T09:30:00+03:00,         2026-04-10T06:30:00Z",
    "2026-04-10 09:30:00+03:00,         2026-04-10T06:30:00Z",
    "2026-04-10T09:30:00.123-07:00,     2026-04-10T16:30:00.123Z",
    "2026-04-10 09:30:00.123456-07:00,  2026-04-10T16:30:00.123456Z",
  })
  void timestamp_inEachForm_isTheSameInstant(String form, String inUtc) {
    for (String type : List.of("heartrate", "ring_battery_level")) {
      List<JsonNode> samples =
          client.documents(type + "?start_datetime=" + encoded(form) + "&end_datetime=2026-04-11");

      assertThat(samples)
          .isNotEmpty()
          .isEqualTo(
              client.documents(
                  type + "?start_datetime=" + inUtc + "&end_datetime=2026-04-11T00:00:00Z"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-04-10",
        "2026-04-10T00:00:00",
        "2026-04-10 00:00:00",
        "2026-04-10T09:30",
        "2026-04-10 09:30:00.250000",
        "2026-04-10T23:30:00Z",
        "2026-04-10T00:30:00+03:00",
        "2026-04-10 23:30:00.123-07:00"
      })
  void date_inEachForm_isTheDateAsWritten(String form) {
    assertThat(
            client.documents(
                "daily_sleep?start_date=" + encoded(form) + "&end_date=" + encoded(form)))
        .singleElement()
        .satisfies(document -> assertThat(document.path("day").asText()).isEqualTo("2026-04-10"));
  }

  @Test
  void timestamp_withASpaceOnEachPage_isAcceptedWithTheNextToken() {
    String range =
        "heartrate?start_datetime=2026-04-08+00%3A00%3A00.250000"
            + "&end_datetime=2026-04-10+00%3A00%3A00";

    assertThat(client.allDocuments(range)).hasSizeGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-04-10_09:30:00",
        "2026-04-10  09:30:00",
        "2026-04-10T",
        "2026-04-10 ",
        "2026-04-10T24:00:00",
        "2026-02-30T00:00:00",
        "2026-02-30 00:00:00",
        "2026-04-10T09:30:00 03:00",
        "2026-04-10T09:30:00+03:00[Europe/Helsinki]",
        "10.04.2026"
      })
  void value_inAnotherForm_isAValidationError(String form) {
    assertThat(status("heartrate?start_datetime=", form)).isEqualTo(422);
    assertThat(status("daily_sleep?start_date=", form)).isEqualTo(422);
  }

  private static int status(String typeAndParameter, String value) {
    return client.get(TestClient.LIST + typeAndParameter + encoded(value)).statusCode();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
