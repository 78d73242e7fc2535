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
  void documents_readToTheLastPage_comeOnceEach(String type) {
    List<JsonNode> paged = TestClient.of(oura).allDocuments(type + DAYS);

    assertThat(paged).isEqualTo(TestClient.of(onePage).documents(type + DAYS)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"heartrate", "ring_battery_level"})
  void rows_readToTheLastPage_comeOnceEach(String type) {
    List<JsonNode> paged = TestClient.of(oura).allDocuments(type + TEN_DAYS);

    assertThat(paged).isEqualTo(TestClient.of(onePage).documents(type + TEN_DAYS)).isNotEmpty();
  }

  @Test
  void rows_readToTheLastPage_areThePersonsOwnTruth() {
    List<Long> truth =
        oura.person()
            .heartRate(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-11T00:00:00Z"))
            .map(HeartRate::timestampUnix)
            .toList();

    assertThat(TestClient.of(oura).allDocuments("heartrate" + TEN_DAYS))
        .extracting(row -> row.path("timestamp_unix").asLong())
        .isEqualTo(truth);
  }

  @Test
  void page_ofATimeSeries_hasAThousandRowsByDefault() {
    try (OuraSimulator usual = builder().start()) {
      assertThat(TestClient.of(usual).documents("heartrate" + TEN_DAYS)).hasSize(1_000);
    }
  }

  @Test
  void nextToken_askedAlone_keepsTheRange() {
    TestClient caller = TestClient.of(oura);
    String token = firstToken(caller, "sleep" + DAYS);

    assertThat(caller.documents("sleep?next_token=" + token))
        .isEqualTo(caller.documents("sleep" + DAYS + "&next_token=" + token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%%%25", "bm90IG91cnM", "////"})
  void nextToken_whenBroken_isABadRequest(String token) {
    String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);

    for (String type : List.of("sleep", "heartrate", "ring_configuration")) {
      HttpResponse<String> answer =
          TestClient.of(oura).get(TestClient.LIST + type + "?next_token=" + encoded);
      assertThat(answer.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void nextToken_ofAnotherType_isABadRequest() {
    TestClient caller = TestClient.of(oura);
    String token = firstToken(caller, "sleep" + DAYS);

    assertThat(caller.get(TestClient.LIST + "workout?next_token=" + token).statusCode())
        .isEqualTo(400);
  }

  @Test
  void nextToken_ofAnotherPerson_isABadRequest() {
    TestClient caller = TestClient.of(oura);
    String token = firstToken(caller, "sleep" + DAYS);
    TestClient other = new TestClient(oura.baseUrl(), "other-token");

    assertThat(other.get(TestClient.LIST + "sleep?next_token=" + token).statusCode())
        .isEqualTo(400);
  }

  private static String firstToken(TestClient caller, String typeAndQuery) {
    return TestClient.json(caller.get(TestClient.LIST + typeAndQuery)).path("next_token").asText();
  }

  private static OuraSimulator.Builder builder() {
    return OuraSimulator.builder()
        .clock(TestPeople.at("2026-04-12T12:00:00Z"))
        .person(SimulatedPerson.builder().build())
        .person(SimulatedPerson.builder().seed(2).token("other-token").build());
  }
}
