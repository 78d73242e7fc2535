// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.DataType;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how Oura's sandbox differs from the API. */
class SandboxTest {
  private static final String SANDBOX = "/v2/sandbox/usercollection/";
  private static final String RANGE =
      "?start_date=2026-01-20&end_date=2026-04-15"
          + "&start_datetime=2026-04-01T00:00:00Z&end_datetime=2026-04-15T00:00:00Z";

  private OuraSimulator oura;
  private TestClient client;

  @BeforeEach
  void start() {
    oura =
        OuraSimulator.builder()
            .clock(TestPeople.at("2026-04-16T12:00:00Z"))
            .pageSize(10)
            .documentPageSize(1)
            .start();
    client = TestClient.of(oura);
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  private JsonNode page(String typeAndQuery) {
    return TestClient.json(client.get(SANDBOX + typeAndQuery));
  }

  @ParameterizedTest
  @ValueSource(strings = {"daily_cardiovascular_age", "vO2_max"})
  void documents_ofTypesWithFixedDates_areDated2021WithIdsOfTheirOwn(String type) {
    JsonNode documents = page(type + RANGE).path("data");

    assertThat(documents)
        .isNotEmpty()
        .allSatisfy(document -> assertThat(document.path("day").asText()).isEqualTo("2021-01-01"));
    assertThat(documents).extracting(document -> document.path("id")).doesNotHaveDuplicates();
  }

  @Test
  void timestamp_ofVo2Max_isDated2021() {
    assertThat(page("vO2_max" + RANGE).path("data"))
        .allSatisfy(
            document ->
                assertThat(document.path("timestamp").asText())
                    .isEqualTo("2021-01-01T00:00:00.000+00:00"));
  }

  @Test
  void heartRate_ofAnyRange_isTheSameDayOf2021() {
    JsonNode samples = page("heartrate" + RANGE);

    assertThat(samples.path("data"))
        .isNotEmpty()
        .allSatisfy(
            sample -> assertThat(sample.path("timestamp").asText()).startsWith("2021-01-01T"));
    assertThat(samples).isEqualTo(page("heartrate")).isEqualTo(page("heartrate?latest=true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"daily_sleep", "workout", "tag"})
  void documents_ofOtherTypes_areThoseOfTheRequestedDays(String type) {
    assertThat(page(type + RANGE).path("data"))
        .isNotEmpty()
        .allSatisfy(document -> assertThat(document.path("day").asText()).startsWith("2026-"));
  }

  @Test
  void samplesInsideDocuments_always_areDated2021() {
    List<JsonNode> series = new ArrayList<>();
    Stream.of("sleep", "daily_activity", "session")
        .forEach(type -> page(type + RANGE).path("data").forEach(d -> d.forEach(series::add)));
    series.removeIf(property -> !property.has("items"));

    assertThat(series)
        .isNotEmpty()
        .allSatisfy(
            samples ->
                assertThat(samples.path("timestamp").asText()).startsWith("2021-01-01T00:00:00"));
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void list_ofEveryType_isASinglePage(DataType type) {
    if (type.inSandbox()) {
      JsonNode page = page(type.pathName() + RANGE);

      assertThat(page.has("next_token")).isTrue();
      assertThat(page.path("next_token").isNull()).isTrue();
      assertThat(page.path("data")).isNotEmpty();
    }
  }

  @Test
  void ringConfiguration_withDates_ignoresThem() {
    assertThat(page("ring_configuration?start_date=2020-01-01&end_date=2020-01-02").path("data"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep", "vO2_max", "ring_configuration"})
  void document_ofItsOwnList_isAServerErrorAndAnyOtherIsNotFound(String type) {
    String id = page(type + RANGE).at("/data/0/id").asText();

    assertThat(client.get(SANDBOX + type + "/" + id).statusCode()).isEqualTo(500);
    assertThat(client.get(SANDBOX + type + "/unknown").statusCode()).isEqualTo(404);
  }

  @Test
  void request_withoutAuthorization_isABadRequestThatSaysSo() {
    HttpResponse<String> response = client.send(client.request(SANDBOX + "sleep").GET().build());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(response).path("detail").asText()).contains("Authorization");
  }

  @Test
  void request_withAnUnknownToken_isUnauthorized() {
    assertThat(new TestClient(oura.baseUrl(), "unknown").get(SANDBOX + "sleep").statusCode())
        .isEqualTo(401);
  }
}
