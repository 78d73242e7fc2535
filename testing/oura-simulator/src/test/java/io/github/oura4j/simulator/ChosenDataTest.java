// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.RingColor;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Workout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests choose of a person's data: documents, gaps, rings and habits. */
class ChosenDataTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 20);
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final LocalDate NEWEST = LocalDate.of(2026, 3, 31);
  private static final String RANGE = "?start_date=2026-03-19&end_date=2026-03-21";

  private static SimulatedPerson.Builder person() {
    return SimulatedPerson.builder().firstDay(FIRST).newestDay(NEWEST).wearsRingEveryDay();
  }

  private static OuraSimulator start(SimulatedPerson.Builder person) {
    return OuraSimulator.builder()
        .clock(TestPeople.at("2026-04-16T12:00:00Z"))
        .person(person.build())
        .start();
  }

  private static DailySleep sleep(String id, LocalDate day, int score) {
    return DailySleep.builder().id(id).day(day).score(score).build();
  }

  @Test
  void document_onADay_isServedInPlaceOfTheGeneratedOne() {
    DailySleep chosen = sleep("chosen", DAY, 17);
    SimulatedPerson generated = person().build();
    String generatedId = generated.documents(DailySleep.class, DAY, DAY).get(0).id();
    try (OuraSimulator oura = start(person().document(chosen))) {
      TestClient client = TestClient.of(oura);

      List<JsonNode> listed = client.documents("daily_sleep" + RANGE);

      assertThat(listed).extracting(each -> each.path("day").asText()).doesNotHaveDuplicates();
      assertThat(listed).hasSize(3);
      assertThat(listed.get(1).path("id").asText()).isEqualTo("chosen");
      assertThat(listed.get(1).path("score").asInt()).isEqualTo(17);
      assertThat(client.get(TestClient.LIST + "daily_sleep/chosen").statusCode()).isEqualTo(200);
      assertThat(client.get(TestClient.LIST + "daily_sleep/" + generatedId).statusCode())
          .isEqualTo(404);
      assertThat(oura.person().documents(DailySleep.class, DAY, DAY)).containsExactly(chosen);
      assertThat(oura.person().documents(SleepPeriod.class, FIRST, NEWEST))
          .isEqualTo(generated.documents(SleepPeriod.class, FIRST, NEWEST));
    }
  }

  @Test
  void documents_severalOnADay_areServedInOrderOnPagesOfAnySize() {
    SimulatedPerson.Builder person =
        person().document(sleep("b", DAY, 1)).document(sleep("a", DAY, 2));
    try (OuraSimulator oura =
        OuraSimulator.builder()
            .clock(TestPeople.at("2026-04-16T12:00:00Z"))
            .person(person.build())
            .documentPageSize(1)
            .start()) {
      assertThat(TestClient.of(oura).allDocuments("daily_sleep" + RANGE))
          .extracting(each -> each.path("id").asText())
          .hasSize(4)
          .startsWith(oura.person().documents(DailySleep.class, DAY.minusDays(1), DAY).get(0).id())
          .containsSequence("b", "a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2019-01-01", "2026-03-10", "2031-01-01"})
  void document_outsideTheGeneratedDaysOrInAGap_isServedAlone(LocalDate day) {
    SimulatedPerson.Builder person = person().gap(day, day).document(sleep("far", day, 50));
    try (OuraSimulator oura = start(person)) {
      String around = "?start_date=" + day.minusDays(1) + "&end_date=" + day;

      assertThat(TestClient.of(oura).documents("daily_sleep" + around))
          .filteredOn(each -> each.path("day").asText().equals(day.toString()))
          .singleElement()
          .satisfies(each -> assertThat(each.path("id").asText()).isEqualTo("far"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1:a==,   1:a==",
    "1:a==,   1%3Aa%3d%3D",
    "a b/c,   a%20b%2Fc",
    "a+b,     a+b",
    "a+b,     a%2Bb",
    "50%25,   50%2525",
    "näyte,   n%C3%A4yte"
  })
  void document_requestedWithAnEncodedId_isFound(String id, String encoded) {
    try (OuraSimulator oura = start(person().document(sleep(id, DAY, 50)))) {
      HttpResponse<String> response =
          TestClient.of(oura).get(TestClient.LIST + "daily_sleep/" + encoded);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(TestClient.json(response).path("id").asText()).isEqualTo(id);
    }
  }

  /** How long generated documents last, or the person's days, must not matter. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 10, 400})
  void document_thatLastsForDays_isListedOnEachOfThem(int more) {
    LocalDate last = DAY.plusDays(more);
    EnhancedTag tag = EnhancedTag.builder().id("tag").startDay(DAY).endDay(last).build();
    RestModePeriod rest = RestModePeriod.builder().id("rest").startDay(DAY).endDay(last).build();
    try (OuraSimulator oura = start(person().document(tag).document(rest))) {
      for (LocalDate day : List.of(DAY, DAY.plusDays(more / 2), last)) {
        assertListed(oura, day, tag, rest);
      }
      for (LocalDate day : List.of(DAY.minusDays(1), last.plusDays(1))) {
        assertThat(oura.person().documents(EnhancedTag.class, day, day)).doesNotContain(tag);
        assertThat(oura.person().documents(RestModePeriod.class, day, day)).doesNotContain(rest);
        assertThat(ids(oura, "enhanced_tag", day)).doesNotContain("tag");
        assertThat(ids(oura, "rest_mode_period", day)).doesNotContain("rest");
      }
    }
  }

  private static void assertListed(
      OuraSimulator oura, LocalDate day, EnhancedTag tag, RestModePeriod rest) {
    assertThat(oura.person().documents(EnhancedTag.class, day, day)).containsOnlyOnce(tag);
    assertThat(oura.person().documents(RestModePeriod.class, day, day)).containsOnlyOnce(rest);
    assertThat(ids(oura, "enhanced_tag", day)).containsOnlyOnce("tag");
    assertThat(ids(oura, "rest_mode_period", day)).containsOnlyOnce("rest");
  }

  private static List<String> ids(OuraSimulator oura, String type, LocalDate day) {
    return TestClient.of(oura)
        .allDocuments(type + "?start_date=" + day + "&end_date=" + day)
        .stream()
        .map(each -> each.path("id").asText())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-09, 2026-04-16",
    "2025-01-01, 2026-04-16",
    "2026-04-16, 2026-04-16",
    "2026-05-01, 2026-05-01"
  })
  void document_thatHasNotEnded_isListedUntilToday(LocalDate start, LocalDate last) {
    RestModePeriod rest = RestModePeriod.builder().id("rest").startDay(start).build();
    try (OuraSimulator oura = start(person().document(rest))) {
      assertThat(oura.person().documents(RestModePeriod.class, last, last)).containsExactly(rest);
      assertThat(ids(oura, "rest_mode_period", start)).contains("rest");
      assertThat(ids(oura, "rest_mode_period", last)).containsExactly("rest");
      assertThat(ids(oura, "rest_mode_period", last.plusDays(1))).isEmpty();
    }
  }

  @Test
  void documents_thatLastLong_areListedOnceOnPagesOfAnySize() {
    SimulatedPerson.Builder person = person();
    List<Integer> daysBefore = List.of(300, 30, 30, 20, 1, 0);
    for (int index = 0; index < daysBefore.size(); index++) {
      int before = daysBefore.get(index);
      person.document(
          EnhancedTag.builder()
              .id("%d|%d|".formatted(index, before))
              .startDay(DAY.minusDays(before))
              .endDay(DAY)
              .build());
    }
    for (int pageSize : List.of(1, 2, 3, 100)) {
      try (OuraSimulator oura =
          OuraSimulator.builder()
              .clock(TestPeople.at("2026-04-16T12:00:00Z"))
              .person(person.build())
              .documentPageSize(pageSize)
              .start()) {
        assertThat(ids(oura, "enhanced_tag", DAY))
            .isEqualTo(
                oura.person().documents(EnhancedTag.class, DAY, DAY).stream()
                    .map(EnhancedTag::id)
                    .toList())
            .doesNotHaveDuplicates()
            .filteredOn(id -> id.endsWith("|"))
            .hasSize(6);
      }
    }
  }

  @Test
  void documents_ofARangeInTheWrongOrder_areNone() {
    EnhancedTag tag = EnhancedTag.builder().id("t").startDay(DAY).endDay(DAY.plusDays(20)).build();
    SimulatedPerson person = person().document(tag).build();

    assertThat(person.documents(EnhancedTag.class, DAY.plusDays(9), DAY.plusDays(3))).isEmpty();
  }

  @Test
  void document_thatCannotBeServed_isRejected() {
    SimulatedPerson.Builder person = person().document(sleep("a", DAY, 1));

    for (Document invalid :
        List.of(
            DailySleep.builder().day(DAY).build(),
            DailySleep.builder().id(" ").day(DAY).build(),
            DailySleep.builder().id("b").build())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> person.document(invalid))
          .withMessageContaining("daily_sleep needs an id and a day");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> person.document(Workout.builder().id("w").day(DAY).build()))
        .withMessageContaining("workout needs a start_datetime");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                person.document(
                    RestModePeriod.builder()
                        .id("r")
                        .startDay(DAY)
                        .endDay(DAY.minusDays(1))
                        .build()))
        .withMessageContaining("rest_mode_period has an end_day before its start_day");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> person.document(sleep("a", DAY.plusDays(1), 2)))
        .withMessageContaining("same id");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> person.document(RingConfiguration.builder().id("r").build()))
        .withMessageContaining("RingConfiguration");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> person.document(PersonalInfo.builder().id("p").build()))
        .withMessageContaining("PersonalInfo");
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void document_withOnlyWhatListsNeed_isListed(DataType type) {
    if (type.kind() != DataType.Kind.DATED_DOCUMENTS) {
      return;
    }
    Document bare = bare(type);
    try (OuraSimulator oura = start(person().document(bare))) {
      assertThat(documents(oura.person(), type).contains(bare)).isTrue();
      assertThat(
              TestClient.of(oura)
                  .documents(type.pathName() + "?start_date=2026-03-20&end_date=2026-03-21"))
          .extracting(each -> each.path("id").asText())
          .contains("bare");
    }
  }

  private static Document bare(DataType type) {
    String json =
        """
        {"id": "bare", "day": "%1$s", "start_day": "%1$s", "start_datetime": "%1$sT12:00:00Z"}"""
            .formatted(DAY);
    try {
      return new ObjectMapper()
          .findAndRegisterModules()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .readValue(json, type.documentType().asSubclass(Document.class));
    } catch (IOException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void gap_inTheMiddle_hasNoDataOfAnyType(DataType type) {
    LocalDate last = DAY.plusDays(2);
    SimulatedPerson person = person().gap(DAY, last).build();
    switch (type.kind()) {
      case DATED_DOCUMENTS ->
          assertThat(documents(person, type))
              .extracting(Document::id)
              .isEqualTo(
                  documents(person().build(), type).stream()
                      .filter(
                          document ->
                              document.firstDay().isBefore(DAY)
                                  || document.firstDay().isAfter(last))
                      .map(Document::id)
                      .toList());
      case TIME_SERIES -> {
        Instant start = DAY.atStartOfDay(person.zone()).toInstant();
        Instant end = last.atTime(21, 0).atZone(person.zone()).toInstant();
        assertThat(samples(person, type, start, end)).isEmpty();
        assertThat(samples(person, type, start.minus(Duration.ofHours(3)), start)).isNotEmpty();
        assertThat(samples(person, type, end, end.plus(Duration.ofHours(3)))).isNotEmpty();
      }
      case SINGLE_DOCUMENT, UNDATED_DOCUMENTS ->
          assertThat(person.ringConfigurations()).isEqualTo(person().build().ringConfigurations());
    }
  }

  private static List<? extends Document> documents(SimulatedPerson person, DataType type) {
    return person.documents(type.documentType().asSubclass(Document.class), FIRST, NEWEST);
  }

  private static Stream<?> samples(
      SimulatedPerson person, DataType type, Instant from, Instant to) {
    BiFunction<Instant, Instant, Stream<?>> series =
        type.documentType() == HeartRate.class ? person::heartRate : person::ringBatteryLevel;
    assertThat(type.documentType()).isIn(HeartRate.class, RingBatteryLevel.class);
    return series.apply(from, to);
  }

  @Test
  void gap_always_leavesTheOtherDaysAsTheyAre() {
    SimulatedPerson gap = person().gap(DAY, DAY).build();
    SimulatedPerson complete = person().build();
    List<DailyStress> others =
        complete.documents(DailyStress.class, FIRST, NEWEST).stream()
            .filter(stress -> !stress.day().equals(DAY))
            .toList();

    assertThat(gap.documents(DailyStress.class, FIRST, NEWEST)).isEqualTo(others);
  }

  @Test
  void gap_inTheWrongOrder_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> person().gap(DAY, DAY.minusDays(1)))
        .withMessageContaining("gap");
  }

  @Test
  void rings_thatAreAdded_replaceTheGeneratedOnes() {
    RingConfiguration ring =
        RingConfiguration.builder().id("gold").color(RingColor.GLOSSY_GOLD).size(8).build();
    try (OuraSimulator oura = start(person().ring(ring))) {
      assertThat(oura.person().ringConfigurations()).containsExactly(ring);
      assertThat(TestClient.of(oura).documents("ring_configuration"))
          .extracting(each -> each.path("id").asText())
          .containsExactly("gold");
      assertThat(TestClient.of(oura).get(TestClient.LIST + "ring_configuration/gold").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void habits_atTheirLimits_happenNeverOrEveryDay() {
    SimulatedPerson idle =
        SimulatedPerson.builder()
            .firstDay(FIRST)
            .newestDay(NEWEST)
            .forgottenDays(0)
            .naps(0)
            .workouts(0)
            .sessions(0)
            .build();
    SimulatedPerson busy = person().naps(1).sessions(1).build();
    int days = 31;

    assertThat(idle.documents(SleepPeriod.class, FIRST, NEWEST)).hasSize(days);
    assertThat(idle.documents(Workout.class, FIRST, NEWEST)).isEmpty();
    assertThat(idle.documents(Session.class, FIRST, NEWEST)).isEmpty();
    assertThat(busy.documents(SleepPeriod.class, FIRST, NEWEST)).hasSize(2 * days);
    assertThat(busy.documents(Session.class, FIRST, NEWEST)).hasSize(days);
    assertThat(person().forgottenDays(1).build().documents(DailyActivity.class, FIRST, NEWEST))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void habit_withoutAProbability_isRejected(double probability) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> person().naps(probability))
        .withMessageContaining("naps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> person().workouts(probability))
        .withMessageContaining("workouts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> person().sessions(probability))
        .withMessageContaining("sessions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> person().forgottenDays(probability))
        .withMessageContaining("forgottenDays");
  }
}
