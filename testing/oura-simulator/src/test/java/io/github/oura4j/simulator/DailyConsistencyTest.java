// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Workout;
import io.github.oura4j.simulator.internal.collection.DayRange;
import io.github.oura4j.simulator.internal.collection.DocumentType;
import io.github.oura4j.simulator.internal.collection.DocumentTypes;
import io.github.oura4j.simulator.internal.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks what the documents of all types have in common. */
class DailyConsistencyTest {
  private static final String PEOPLE = "io.github.oura4j.simulator.PersonProvider#all";
  private static final Set<String> SCORED =
      Set.of("daily_activity", "daily_readiness", "daily_sleep", "daily_resilience");

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void scoresAndContributors_always_areFromOneToAHundred(SimulatedPerson person) {
    for (String type : SCORED) {
      for (JsonNode document : documents(person, type)) {
        for (JsonNode contributor : document.path("contributors")) {
          assertThat(contributor.isNull() || isScore(contributor)).as(type).isTrue();
        }
        assertThat(document.path("score").isMissingNode() || isScore(document.path("score")))
            .as(type)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void ids_ofEveryType_areUnique(SimulatedPerson person) {
    for (DocumentType<?> type : DocumentTypes.ALL) {
      assertThat(documents(person, type.path()))
          .isNotEmpty()
          .extracting(document -> document.path("id"))
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource(PEOPLE)
  void days_ofEveryType_areInOrderAndWithinThePersonsDays(SimulatedPerson person) {
    for (DocumentType<?> type : DocumentTypes.ALL) {
      List<LocalDate> days =
          documents(person, type.path()).stream()
              .map(document -> document.path(document.has("day") ? "day" : "start_day").asText())
              .map(LocalDate::parse)
              .toList();
      assertThat(days)
          .as(type.path())
          .isSorted()
          .allMatch(day -> !day.isBefore(person.firstDay()) && !day.isAfter(person.newestDay()));
    }
  }

  @Test
  void timestamps_atAnyHour_areNotLaterThanNow() {
    for (int hour = 0; hour < 48; hour++) {
      Instant now = Instant.parse("2026-03-28T00:30:00Z").plusSeconds(3_600L * hour);
      SimulatedPerson person =
          SimulatedPerson.builder()
              .firstDay(LocalDate.of(2026, 3, 20))
              .build()
              .withClock(TestPeople.at(now.toString()));
      for (DocumentType<?> type : DocumentTypes.ALL) {
        for (JsonNode document : documents(person, type.path())) {
          assertThat(times(document)).as(type.path()).allMatch(time -> !time.isAfter(now));
        }
      }
    }
  }

  @Test
  void nulls_overHalfAYear_occurInTheSamePropertiesAsInOuras() {
    SimulatedPerson person = TestPeople.halfAYear(1, ZoneId.of("Europe/Helsinki"));
    Map<String, List<String>> nullable =
        Map.of(
            "sleep", List.of("average_breath", "heart_rate", "hrv", "readiness", "ring_id"),
            "daily_readiness", List.of("temperature_trend_deviation"),
            "daily_spo2", List.of("spo2_percentage", "breathing_disturbance_index"),
            "daily_stress", List.of("day_summary", "stress_high"),
            "daily_cardiovascular_age", List.of("vascular_age"),
            "session", List.of("mood", "heart_rate"),
            "enhanced_tag", List.of("end_time", "comment", "custom_name"),
            "tag", List.of("text"),
            "workout", List.of("label", "distance"),
            "sleep_time", List.of("optimal_bedtime", "recommendation"));

    nullable.forEach(
        (type, properties) ->
            assertThat(nullProperties(documents(person, type))).as(type).containsAll(properties));
  }

  @Test
  void restMode_whileOngoing_hasNoEndAndNoWorkouts() {
    SimulatedPerson later = TestPeople.halfAYear(1, ZoneId.of("Europe/Helsinki"));
    JsonNode completed = documents(later, "rest_mode_period").get(0);
    LocalDate lastDay = LocalDate.parse(completed.path("end_day").asText());
    Instant before = lastDay.atTime(12, 0).toInstant(ZoneOffset.UTC);

    SimulatedPerson earlier = later.withClock(TestPeople.at(before.toString()));

    assertThat(documents(earlier, "rest_mode_period"))
        .singleElement()
        .matches(ongoing -> ongoing.path("id").equals(completed.path("id")))
        .matches(ongoing -> ongoing.path("end_day").isNull() && ongoing.path("end_time").isNull());
    assertThat(later.documents(Workout.class, lastDay, lastDay)).isEmpty();
  }

  private static boolean isScore(JsonNode number) {
    return number.isNumber() && number.asDouble() >= 1 && number.asDouble() <= 100;
  }

  private static Set<String> nullProperties(List<JsonNode> documents) {
    Set<String> names = new TreeSet<>();
    for (JsonNode document : documents) {
      for (Map.Entry<String, JsonNode> property : document.properties()) {
        if (property.getValue().isNull()) {
          names.add(property.getKey());
        }
      }
    }
    return names;
  }

  private static List<Instant> times(JsonNode document) {
    List<Instant> times = new ArrayList<>();
    for (String name :
        List.of("timestamp", "bedtime_end", "end_datetime", "start_time", "end_time")) {
      if (document.path(name).isTextual()) {
        times.add(OffsetDateTime.parse(document.path(name).asText()).toInstant());
      }
    }
    return times;
  }

  private static List<JsonNode> documents(SimulatedPerson person, String path) {
    return DataType.ofPathName(path).flatMap(DocumentTypes::of).stream()
        .flatMap(
            type ->
                type.ofDays(person.model(), new DayRange(person.firstDay(), person.newestDay())))
        .map(document -> (JsonNode) Json.object(document))
        .toList();
  }
}
