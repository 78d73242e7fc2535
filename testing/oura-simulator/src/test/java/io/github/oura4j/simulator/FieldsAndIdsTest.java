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

/** What {@code fields} and ids select. */
class FieldsAndIdsTest {
  private static final String DAYS = "?start_date=2026-01-20&end_date=2026-04-15";

  private OuraSimulator oura;
  private TestClient caller;

  @BeforeEach
  void start() {
    oura = OuraSimulator.builder().clock(TestPeople.at("2026-04-16T12:00:00Z")).start();
    caller = TestClient.of(oura);
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  @Test
  void fields_always_keepTheNamedOnesAndTheId() {
    assertThat(caller.documents("daily_sleep" + DAYS + "&fields=score,%20day,unknown"))
        .isNotEmpty()
        .allSatisfy(
            document ->
                assertThat(names(document)).containsExactlyInAnyOrder("id", "day", "score"));
  }

  @Test
  void fields_onATimeSeries_keepTheNamedOnes() {
    assertThat(caller.documents("heartrate?fields=bpm"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(names(row)).containsExactly("bpm"));
  }

  @Test
  void fields_thatAreAllUnknown_countForNothing() {
    assertThat(caller.documents("daily_sleep" + DAYS + "&fields=unknown"))
        .isEqualTo(caller.documents("daily_sleep" + DAYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag", "enhanced_tag", "daily_resilience"})
  void fields_onATypeThatDoesNotSelect_countForNothing(String type) {
    assertThat(caller.documents(type + DAYS + "&fields=id"))
        .isEqualTo(caller.documents(type + DAYS))
        .isNotEmpty();
  }

  @Test
  void sandbox_always_ignoresFieldsAndLatest() {
    assertThat(page("/v2/sandbox/usercollection/daily_sleep" + DAYS + "&fields=score"))
        .isEqualTo(page("/v2/usercollection/daily_sleep" + DAYS));
    assertThat(page("/v2/sandbox/usercollection/heartrate?latest=true"))
        .isEqualTo(page("/v2/usercollection/heartrate"));
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
  void document_askedByItsId_isTheOneOfTheList(String type) {
    List<JsonNode> listed = caller.documents(type + DAYS);

    assertThat(listed).extracting(document -> document.path("id")).doesNotHaveDuplicates();
    for (JsonNode document : listed) {
      String id = document.path("id").asText();
      assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
      assertThat(TestClient.json(caller.get(TestClient.LIST + type + "/" + id)))
          .isEqualTo(document);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "00000000-0000-4000-8000-000000000000", "%20", ""})
  void document_withAnUnknownId_isNotFound(String id) {
    for (String type : List.of("sleep", "ring_configuration")) {
      HttpResponse<String> answer = caller.get(TestClient.LIST + type + "/" + id);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(TestClient.json(answer).path("detail").asText()).isEqualTo("Document not found.");
    }
  }

  @Test
  void document_withTheIdOfAnotherType_isNotFound() {
    String id = caller.documents("sleep" + DAYS).get(0).path("id").asText();

    assertThat(caller.get(TestClient.LIST + "daily_sleep/" + id).statusCode()).isEqualTo(404);
  }

  private JsonNode page(String path) {
    return TestClient.json(caller.get(path));
  }

  private static List<String> names(JsonNode document) {
    List<String> names = new ArrayList<>();
    document.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
