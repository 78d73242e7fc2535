// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.Workout;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateFilterTest {
  private OuraSimulator oura;
  private TestClient client;

  @BeforeEach
  void start() {
    oura =
        OuraSimulator.builder()
            .clock(TestPeople.at("2026-04-16T12:00:00Z"))
            .person(SimulatedPerson.builder().wearsRingEveryDay().build())
            .person(
                SimulatedPerson.builder()
                    .token("in-pago-pago")
                    .zone(ZoneId.of("Pacific/Pago_Pago"))
                    .wearsRingEveryDay()
                    .build())
            .start();
    client = TestClient.of(oura);
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"daily_activity", "sleep"})
  void endDate_onAnExclusiveType_isExcluded(String type) {
    assertThat(days(client, type + "?start_date=2026-04-10&end_date=2026-04-12"))
        .containsOnly("2026-04-10", "2026-04-11");
    assertThat(days(client, type + "?start_date=2026-04-10&end_date=2026-04-10")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"daily_readiness", "daily_sleep", "daily_stress", "daily_spo2", "sleep_time"})
  void endDate_onTheOtherTypes_isIncluded(String type) {
    assertThat(days(client, type + "?start_date=2026-04-10&end_date=2026-04-12"))
        .containsExactly("2026-04-10", "2026-04-11", "2026-04-12");
    assertThat(days(client, type + "?start_date=2026-04-10&end_date=2026-04-10"))
        .containsExactly("2026-04-10");
  }

  @Test
  void list_withoutDates_returnsYesterdayAndToday() {
    assertThat(days(client, "daily_sleep")).containsExactly("2026-04-15", "2026-04-16");
    assertThat(days(client, "daily_activity")).containsExactly("2026-04-15");
  }

  @Test
  void list_withOneDate_usesTheDefaultForTheOther() {
    assertThat(days(client, "daily_sleep?end_date=2026-04-10"))
        .containsExactly("2026-04-09", "2026-04-10");
    assertThat(days(client, "daily_sleep?start_date=2026-04-14"))
        .containsExactly("2026-04-14", "2026-04-15", "2026-04-16");
  }

  @Test
  void workouts_always_areFilteredByUtcDateAndHaveTheLocalDay() {
    SimulatedPerson personFarFromUtc = oura.people().get(1);
    List<Workout> ofUtcMarch =
        personFarFromUtc
            .documents(Workout.class, LocalDate.of(2026, 2, 20), LocalDate.of(2026, 4, 10))
            .stream()
            .filter(workout -> utcDay(workout).getMonth() == Month.MARCH)
            .toList();

    List<JsonNode> listed =
        new TestClient(oura.baseUrl(), personFarFromUtc.token())
            .documents("workout?start_date=2026-03-01&end_date=2026-04-01");

    assertThat(listed)
        .extracting(workout -> workout.path("id").asText())
        .isEqualTo(ofUtcMarch.stream().map(Workout::id).toList());
    assertThat(ofUtcMarch)
        .anyMatch(workout -> !utcDay(workout).equals(workout.day()))
        .allMatch(workout -> workout.startDatetime().toLocalDate().equals(workout.day()));
  }

  @Test
  void enhancedTags_thatOverlapTheRange_areListed() {
    List<JsonNode> tags =
        client.documents("enhanced_tag?start_date=2026-01-20&end_date=2026-04-10");
    JsonNode lasting =
        tags.stream()
            .filter(tag -> !tag.path("end_day").isNull())
            .filter(tag -> !tag.path("end_day").equals(tag.path("start_day")))
            .findFirst()
            .orElseThrow();

    String lastDay = lasting.path("end_day").asText();

    assertThat(client.documents("enhanced_tag?start_date=" + lastDay + "&end_date=" + lastDay))
        .contains(lasting);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01", "2026-02-30", "20260101", "+999999-01-01"})
  void date_whenMalformed_yieldsAValidationErrorThatNamesIt(String date) {
    HttpResponse<String> response =
        client.get(TestClient.LIST + "sleep?start_date=" + date.replace("+", "%2B"));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(TestClient.json(response).at("/detail/0/loc").toString())
        .isEqualTo("[\"query\",\"start_date\"]");
  }

  @Test
  void startDate_afterTheEndDate_isABadRequest() {
    assertThat(
            client
                .get(TestClient.LIST + "sleep?start_date=2026-04-11&end_date=2026-04-10")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void ringConfigurations_forAnyDates_areAllListed() {
    assertThat(client.documents("ring_configuration?start_date=2030-01-01")).hasSize(2);
  }

  @Test
  void forgottenRing_always_yieldsADayWithoutDocuments() {
    try (OuraSimulator forgetful =
        OuraSimulator.builder().clock(TestPeople.at("2026-04-16T12:00:00Z")).start()) {
      TestClient other = TestClient.of(forgetful);
      List<String> scored = days(other, "daily_sleep?start_date=2026-01-20&end_date=2026-04-15");
      assertThat(scored).hasSizeBetween(70, 85);
      for (String type : List.of("daily_activity", "daily_readiness", "sleep", "session")) {
        assertThat(scored)
            .containsAll(days(other, type + "?start_date=2026-01-20&end_date=2026-04-15"));
      }
    }
  }

  @Test
  void night_thatIsNotOver_hasNoDocumentsYet() {
    try (OuraSimulator atNight =
        OuraSimulator.builder()
            .clock(TestPeople.at("2026-04-16T00:00:00Z"))
            .person(SimulatedPerson.builder().wearsRingEveryDay().build())
            .start()) {
      assertThat(days(TestClient.of(atNight), "daily_sleep")).containsExactly("2026-04-15");
      assertThat(days(TestClient.of(atNight), "sleep?start_date=2026-04-14&end_date=2026-04-18"))
          .containsOnly("2026-04-14", "2026-04-15");
    }
  }

  private static LocalDate utcDay(Workout workout) {
    return workout.startDatetime().withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }

  private static List<String> days(TestClient client, String typeAndQuery) {
    return client.documents(typeAndQuery).stream()
        .map(document -> document.path("day").asText())
        .toList();
  }
}
