// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.HeartRate;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaginationTest {
  private static final String DAYS = "?start_date=2026-01-10&end_date=2026-04-10";
  private static final String TEN_DAYS =
      "?start_datetime=2026-03-01T00:00:00Z&end_datetime=2026-03-11T00:00:00Z";

  private OuraSimulator oura;
  private OuraSimulator onePage;

  @BeforeEach
  void start() {
    oura = builder().pageSize(97).documentPageSize(7).start();
    onePage = builder().pageSize(1_000_000).start();
  }

  @AfterEach
  void stop() {
    oura.close();
    onePage.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daily_activity", "daily_readiness", "enhanced_tag", "rest_mode_period", "session",
        "sleep", "tag", "vO2_max", "workout", "ring_configuration"
      })
  void documents_readToTheLastPage_occurOnce(String type) {
    List<JsonNode> paged = TestClient.of(oura).allDocuments(type + DAYS);

    assertThat(paged).isEqualTo(TestClient.of(onePage).documents(type + DAYS)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"heartrate", "ring_battery_level"})
  void samples_readToTheLastPage_occurOnce(String type) {
    List<JsonNode> paged = TestClient.of(oura).allDocuments(type + TEN_DAYS);

    assertThat(paged).isEqualTo(TestClient.of(onePage).documents(type + TEN_DAYS)).isNotEmpty();
  }

  @Test
  void samples_readToTheLastPage_areThoseOfThePerson() {
    List<Long> expected =
        oura.person()
            .heartRate(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-11T00:00:00Z"))
            .map(HeartRate::timestampUnix)
            .toList();

    assertThat(TestClient.of(oura).allDocuments("heartrate" + TEN_DAYS))
        .extracting(sample -> sample.path("timestamp_unix").asLong())
        .isEqualTo(expected);
  }

  @Test
  void page_ofATimeSeries_hasAThousandSamplesByDefault() {
    try (OuraSimulator withDefaults = builder().start()) {
      assertThat(TestClient.of(withDefaults).documents("heartrate" + TEN_DAYS)).hasSize(1_000);
    }
  }

  @Test
  void nextToken_withoutOtherParameters_keepsTheRange() {
    TestClient client = TestClient.of(oura);
    String token = firstToken(client, "sleep" + DAYS);

    assertThat(client.documents("sleep?next_token=" + token))
        .isEqualTo(client.documents("sleep" + DAYS + "&next_token=" + token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep" + DAYS, "heartrate" + TEN_DAYS})
  void nextToken_withDatesWhereTheyAreRejected_isUnprocessable(String list) {
    try (OuraSimulator strict =
        builder().pageSize(97).documentPageSize(7).rejectTokensWithDates().start()) {
      TestClient client = TestClient.of(strict);
      String token = firstToken(client, list);
      String type = list.replaceFirst("\\?.*", "");

      HttpResponse<String> response = client.get(TestClient.LIST + list + "&next_token=" + token);

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(TestClient.json(response).at("/detail/0/loc/1").asText()).isEqualTo("next_token");
      assertThat(client.documents(type + "?next_token=" + token))
          .isEqualTo(TestClient.of(oura).documents(list + "&next_token=" + token));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%%%25", "bm90IG91cnM", "////"})
  void nextToken_whenInvalid_isABadRequest(String token) {
    String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);

    for (String type : List.of("sleep", "heartrate", "ring_configuration")) {
      HttpResponse<String> response =
          TestClient.of(oura).get(TestClient.LIST + type + "?next_token=" + encoded);
      assertThat(response.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void nextToken_ofAnotherType_isABadRequest() {
    TestClient client = TestClient.of(oura);
    String token = firstToken(client, "sleep" + DAYS);

    assertThat(client.get(TestClient.LIST + "workout?next_token=" + token).statusCode())
        .isEqualTo(400);
  }

  @Test
  void nextToken_ofAnotherPerson_isABadRequest() {
    TestClient client = TestClient.of(oura);
    String token = firstToken(client, "sleep" + DAYS);
    TestClient other = new TestClient(oura.baseUrl(), "other-token");

    assertThat(other.get(TestClient.LIST + "sleep?next_token=" + token).statusCode())
        .isEqualTo(400);
  }

  private static String firstToken(TestClient client, String typeAndQuery) {
    return TestClient.json(client.get(TestClient.LIST + typeAndQuery)).path("next_token").asText();
  }

  private static OuraSimulator.Builder builder() {
    return OuraSimulator.builder()
        .clock(TestPeople.at("2026-04-12T12:00:00Z"))
        .person(SimulatedPerson.builder().build())
        .person(SimulatedPerson.builder().seed(2).token("other-token").build());
  }
}
