// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.InvalidRequestException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.ReceivedRequest;
import io.github.oura4j.simulator.SimulatedPerson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads lists from an API that rejects a next token that is sent together with dates. */
class TokenWithDatesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-21T12:00:00Z"), ZoneOffset.UTC);

  private final SimulatedPerson person =
      SimulatedPerson.builder().firstDay(TODAY.minusDays(200)).newestDay(TODAY).build();
  private OuraSimulator strict;
  private OuraSimulator lenient;

  @BeforeEach
  void start() {
    strict = simulator().rejectTokensWithDates().start();
    lenient = simulator().start();
  }

  private OuraSimulator.Builder simulator() {
    return OuraSimulator.builder().clock(CLOCK).person(person).pageSize(200).documentPageSize(40);
  }

  @AfterEach
  void stop() {
    strict.close();
    lenient.close();
  }

  private static OuraClient client(OuraSimulator simulator) {
    return OuraClient.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(Credentials.token(simulator.token()))
        .clock(CLOCK)
        .zone(ZoneOffset.UTC)
        .build();
  }

  private static boolean hasTokenAndDates(ReceivedRequest request) {
    return request.query().contains("next_token=") && request.query().contains("start_");
  }

  /** Checks that the lists are equal, and that only one more request was sent. */
  private void assertOneMoreRequest() {
    assertThat(strict.requests()).hasSize(lenient.requests().size() + 1);
    assertThat(strict.requests().stream().filter(TokenWithDatesTest::hasTokenAndDates)).hasSize(1);
    assertThat(lenient.requests().stream().filter(TokenWithDatesTest::hasTokenAndDates))
        .hasSizeGreaterThan(3);
  }

  @Test
  void list_overSeveralWindows_isCompleteWithOneRejectedRequest() {
    assertThat(client(strict).dailySleep().list(DateRange.lastDays(200)))
        .isEqualTo(client(lenient).dailySleep().list(DateRange.lastDays(200)))
        .hasSizeGreaterThan(150);
    assertOneMoreRequest();
  }

  @Test
  void heartRate_overSeveralWindows_isCompleteWithOneRejectedRequest() {
    List<HeartRate> samples = client(strict).heartRate().list(TimeRange.lastDays(40));

    assertThat(samples).isEqualTo(client(lenient).heartRate().list(TimeRange.lastDays(40)));
    assertOneMoreRequest();
  }

  @Test
  void rawPages_withDates_areCompleteWithOneRejectedRequest() {
    Map<String, String> query = Map.of("start_date", "2025-09-10", "end_date", "2026-03-20");
    String path = "/v2/usercollection/daily_sleep";

    assertThat(pages(client(strict), path, query)).isEqualTo(pages(client(lenient), path, query));
    assertOneMoreRequest();
  }

  private static List<String> pages(OuraClient oura, String path, Map<String, String> query) {
    List<String> pages = new ArrayList<>();
    oura.raw().pages(path, query).forEach(pages::add);
    return pages;
  }

  @Test
  void list_withFields_keepsTheSelection() {
    client(strict).dailySleep().list(DateRange.lastDays(80), ListOptions.fields("score"));

    assertThat(strict.requests())
        .hasSizeGreaterThan(2)
        .allMatch(request -> request.query().contains("fields="));
  }

  /** Sends a page with a next token, and then only errors. */
  private static OuraClient failingAfterFirstPage(int status, List<String> queries) {
    Transport transport =
        request -> {
          queries.add(String.valueOf(request.uri().getQuery()));
          return queries.size() == 1
              ? new OuraResponse(
                  200,
                  Map.of(),
                  "{\"data\":[],\"next_token\":\"n\"}".getBytes(StandardCharsets.UTF_8))
              : new OuraResponse(status, Map.of(), new byte[0]);
        };
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .clock(CLOCK)
        .transport(transport)
        .build();
  }

  @Test
  void list_whenTheTokenAloneIsRejectedToo_throwsAfterOneMoreRequest() {
    List<String> queries = new ArrayList<>();
    OuraClient oura = failingAfterFirstPage(422, queries);

    assertThatThrownBy(() -> oura.dailySleep().list())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("422");
    assertThat(queries).hasSize(3);
    assertThat(queries.get(1)).contains("start_date=", "end_date=", "next_token=n");
    assertThat(queries.get(2)).isEqualTo("next_token=n");
  }

  @Test
  void list_withoutDates_isNotRequestedOnceMore() {
    List<String> rings = new ArrayList<>();
    List<String> raw = new ArrayList<>();

    assertThatThrownBy(() -> failingAfterFirstPage(422, rings).ringConfiguration().list())
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(
            () -> pages(failingAfterFirstPage(422, raw), "/v2/x", Map.of("other", "value")))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(rings).hasSize(2);
    assertThat(raw).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404})
  void list_whenAnotherStatusIsReturned_isNotRequestedOnceMore(int status) {
    List<String> queries = new ArrayList<>();

    assertThatThrownBy(() -> failingAfterFirstPage(status, queries).dailySleep().list())
        .hasMessageContaining(String.valueOf(status));
    assertThat(queries).hasSize(2);
  }

  @Test
  void list_whenTheFirstPageIsRejected_isNotRequestedOnceMore() {
    List<String> queries = new ArrayList<>(List.of("before"));

    assertThatThrownBy(() -> failingAfterFirstPage(422, queries).dailySleep().list())
        .isInstanceOf(InvalidRequestException.class);
    assertThat(queries).hasSize(2);
  }
}
