// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the selection of properties with {@code fields}, and of documents by id. */
class FieldsAndIdsTest {
  private static final String DAYS = "?start_date=2026-01-20&end_date=2026-04-15";

  private OuraSimulator oura;
  private TestClient client;

  @BeforeEach
  void start() {
    oura = OuraSimulator.builder().clock(TestPeople.at("2026-04-16T12:00:00Z")).start();
    client = TestClient.of(oura);
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  @Test
  void fields_always_selectTheNamedPropertiesAndTheId() {
    assertThat(client.documents("daily_sleep" + DAYS + "&fields=score,%20day,unknown"))
        .isNotEmpty()
        .allSatisfy(
            document ->
                assertThat(names(document)).containsExactlyInAnyOrder("id", "day", "score"));
  }

  @Test
  void fields_onATimeSeries_selectTheNamedProperties() {
    assertThat(client.documents("heartrate?fields=bpm"))
        .isNotEmpty()
        .allSatisfy(sample -> assertThat(names(sample)).containsExactly("bpm"));
  }

  @Test
  void fields_thatAreAllUnknown_areIgnored() {
    assertThat(client.documents("daily_sleep" + DAYS + "&fields=unknown"))
        .isEqualTo(client.documents("daily_sleep" + DAYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag", "enhanced_tag", "daily_resilience"})
  void fields_onATypeWithoutSelection_areIgnored(String type) {
    assertThat(client.documents(type + DAYS + "&fields=id"))
        .isEqualTo(client.documents(type + DAYS))
        .isNotEmpty();
  }

  @Test
  void sandbox_always_ignoresFieldsAndLatest() {
    assertThat(page("/v2/sandbox/usercollection/daily_sleep" + DAYS + "&fields=score"))
        .isEqualTo(page("/v2/usercollection/daily_sleep" + DAYS));
    assertThat(page("/v2/sandbox/usercollection/heartrate?latest=true"))
        .isEqualTo(page("/v2/sandbox/usercollection/heartrate"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daily_activity",
        "daily_cardiovascular_age",
        "daily_readiness",
        "daily_resilience",
        "daily_sleep",
        "daily_spo2",
        "daily_stress",
        "enhanced_tag",
        "rest_mode_period",
        "ring_configuration",
        "session",
        "sleep",
        "sleep_time",
        "tag",
        "vO2_max",
        "workout"
      })
  void document_requestedById_equalsTheListedOne(String type) {
    List<JsonNode> listed = client.documents(type + DAYS);

    assertThat(listed).extracting(document -> document.path("id")).doesNotHaveDuplicates();
    for (JsonNode document : listed) {
      String id = document.path("id").asText();
      assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
      assertThat(TestClient.json(client.get(TestClient.LIST + type + "/" + id)))
          .isEqualTo(document);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "00000000-0000-4000-8000-000000000000", "%20", ""})
  void document_withAnUnknownId_isNotFound(String id) {
    for (String type : List.of("sleep", "ring_configuration")) {
      HttpResponse<String> response = client.get(TestClient.LIST + type + "/" + id);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(TestClient.json(response).path("detail").asText())
          .isEqualTo("Document not found.");
    }
  }

  @Test
  void document_withTheIdOfAnotherType_isNotFound() {
    String id = client.documents("sleep" + DAYS).get(0).path("id").asText();

    assertThat(client.get(TestClient.LIST + "daily_sleep/" + id).statusCode()).isEqualTo(404);
  }

  private JsonNode page(String path) {
    return TestClient.json(client.get(path));
  }

  private static List<String> names(JsonNode document) {
    List<String> names = new ArrayList<>();
    document.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
