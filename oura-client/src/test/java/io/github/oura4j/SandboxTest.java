// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.model.DailyCardiovascularAge;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.Vo2Max;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reads Oura's sandbox, which dates some data 2021-01-01 whatever was requested. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxTest {
  private static final LocalDate NEW_YEAR_2021 = LocalDate.of(2021, 1, 1);
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-21T12:00:00Z"), ZoneOffset.UTC);

  private OuraSimulator simulator;
  private OuraClient sandbox;

  @BeforeAll
  void start() {
    simulator =
        OuraSimulator.builder()
            .clock(CLOCK)
            .person(
                SimulatedPerson.builder()
                    .firstDay(TODAY.minusDays(250))
                    .newestDay(TODAY)
                    .wearsRingEveryDay()
                    .build())
            .start();
    sandbox =
        OuraClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(Credentials.token(simulator.token()))
            .retry(RetryPolicy.none())
            .clock(CLOCK)
            .build()
            .sandbox();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  /** A sandbox that responds to every request with the same body. */
  private static OuraClient respondingWith(String body) {
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .clock(CLOCK)
        .transport(
            request -> new OuraResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)))
        .build()
        .sandbox();
  }

  @Test
  void list_ofDocumentsWithAnotherDate_returnsThem() {
    String body =
        "{\"data\":[{\"id\":\"vO2_max-0-2026-3-20\",\"day\":\"2021-01-01\","
            + "\"timestamp\":\"2021-01-01T00:00:00.000+00:00\",\"vo2_max\":40}],"
            + "\"next_token\":null}";

    assertThat(respondingWith(body).vo2Max().list(DateRange.lastDays(7)))
        .singleElement()
        .extracting(Vo2Max::day)
        .isEqualTo(NEW_YEAR_2021);
  }

  @Test
  void list_overSeveralWindows_returnsEachDocumentWithAnotherDateOnce() {
    List<DailyCardiovascularAge> ages =
        sandbox.dailyCardiovascularAge().list(DateRange.lastDays(200));

    assertThat(ages).hasSizeGreaterThan(190).doesNotHaveDuplicates();
    assertThat(ages).extracting(DailyCardiovascularAge::day).containsOnly(NEW_YEAR_2021);
  }

  @Test
  void list_ofARangeThatContainsTheFixedDate_returnsEachDocumentOnce() {
    String body = "{\"data\":[{\"id\":\"a\",\"day\":\"2021-01-01\"}],\"next_token\":null}";
    DateRange manyWindows =
        DateRange.between(NEW_YEAR_2021.minusDays(400), NEW_YEAR_2021.plusDays(400));

    assertThat(respondingWith(body).vo2Max().list(manyWindows)).hasSize(1);
    assertThat(respondingWith(body).vo2Max().list(DateRange.of(NEW_YEAR_2021))).hasSize(1);
  }

  @Test
  void list_ofDocumentsWithinTheRequest_areTrimmedToTheRange() {
    assertThat(sandbox.dailySleep().list(DateRange.of(TODAY.minusDays(5))))
        .extracting(DailySleep::day)
        .containsExactly(TODAY.minusDays(5));
    String neighbors =
        "{\"data\":[{\"id\":\"a\",\"day\":\"2026-03-19\"},{\"id\":\"b\",\"day\":\"2026-03-20\"},"
            + "{\"id\":\"c\",\"day\":\"2026-03-22\"}],\"next_token\":null}";
    assertThat(respondingWith(neighbors).vo2Max().list(DateRange.of(TODAY.minusDays(1))))
        .extracting(Vo2Max::id)
        .containsExactly("b");
  }

  @Test
  void list_outsideTheSandbox_dropsDocumentsWithAnotherDate() {
    String body = "{\"data\":[{\"id\":\"a\",\"day\":\"2021-01-01\"}],\"next_token\":null}";
    OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .transport(
                request -> new OuraResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)))
            .build();

    assertThat(oura.vo2Max().list()).isEmpty();
  }

  @Test
  void iterate_twice_returnsTheSameDocuments() {
    Iterable<DailyCardiovascularAge> ages = sandbox.dailyCardiovascularAge().iterate();

    assertThat(List.copyOf(listOf(ages))).isEqualTo(listOf(ages)).isNotEmpty();
  }

  private static <T> List<T> listOf(Iterable<T> elements) {
    return StreamSupport.stream(elements.spliterator(), false).toList();
  }

  @Test
  void heartRate_overSeveralWindows_returnsEachSampleOnce() {
    List<HeartRate> oneDay = sandbox.heartRate().list();

    assertThat(oneDay).isNotEmpty().doesNotHaveDuplicates();
    assertThat(oneDay).allMatch(s -> s.timestamp().toLocalDate().equals(NEW_YEAR_2021));
    assertThat(sandbox.heartRate().list(TimeRange.lastDays(100))).isEqualTo(oneDay);
    assertThat(sandbox.heartRate().latest()).contains(oneDay.get(oneDay.size() - 1));
  }

  @Test
  void heartRate_ofTheFixedDay_isTrimmedToTheRange() {
    Instant noon = Instant.parse("2021-01-01T12:00:00Z");

    assertThat(sandbox.heartRate().list(TimeRange.between(noon.minusMillis(1), noon.plusMillis(1))))
        .extracting(sample -> sample.timestamp().toInstant())
        .contains(noon);
  }

  @Test
  void get_ofADocumentOfItsLists_saysThatTheSandboxFails() {
    String id = sandbox.sleep().list(DateRange.lastDays(7)).get(0).id();

    assertThatThrownBy(() -> sandbox.sleep().get(id))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("GET /v2/sandbox/usercollection/sleep/" + id)
        .hasMessageContaining("sandbox responds with status 500 to requests for single documents");
  }

  @Test
  void error_inTheSandbox_namesTheRequestedPath() {
    OuraClient unreadable = respondingWith("{\"message\":\"planted\"}");

    assertThatThrownBy(() -> sandbox.sleep().get("unknown"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("GET /v2/sandbox/usercollection/sleep/unknown:");
    assertThatThrownBy(() -> unreadable.sleep().list())
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("GET /v2/sandbox/usercollection/sleep ");
    assertThatThrownBy(() -> unreadable.sleep().get("doc-1"))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("GET /v2/sandbox/usercollection/sleep/doc-1 ");
  }

  @Test
  void error_ofAFailingServer_doesNotBlameTheSandboxForLists() {
    OuraClient failing =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .retry(RetryPolicy.none())
            .transport(request -> new OuraResponse(500, Map.of(), new byte[0]))
            .build();

    assertThatThrownBy(() -> failing.sandbox().sleep().list())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("/v2/sandbox/usercollection/sleep: the server failed");
    assertThatThrownBy(() -> failing.sleep().get("a"))
        .hasMessageContaining("/v2/usercollection/sleep/a: the server failed");
  }
}
