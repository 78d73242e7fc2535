// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesRouteTest {
  private static final Instant NOW = Instant.parse("2026-04-16T12:00:00Z");

  private OuraSimulator oura;
  private TestClient client;

  @BeforeEach
  void start() {
    oura = OuraSimulator.builder().clock(TestPeople.at(NOW.toString())).pageSize(1_000_000).start();
    client = TestClient.of(oura);
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"heartrate", "ring_battery_level"})
  void samples_withoutTimes_areThoseOfTheLast24Hours(String type) {
    List<Instant> times = times(type);

    assertThat(times).isSorted();
    assertThat(times.get(0))
        .isBetween(NOW.minus(Duration.ofHours(24)), NOW.minus(Duration.ofHours(22)));
    assertThat(times.get(times.size() - 1)).isBetween(NOW.minus(Duration.ofHours(1)), NOW);
  }

  @Test
  void samples_ofARange_includeTheStartAndExcludeTheEnd() {
    List<Instant> times =
        times(
            "heartrate?start_datetime=2026-04-10T22:00:00%2B03:00&end_datetime=2026-04-10T20:00:00Z");

    assertThat(times.get(0)).isEqualTo("2026-04-10T19:00:00Z");
    assertThat(times.get(times.size() - 1)).isEqualTo("2026-04-10T19:55:00Z");
  }

  @Test
  void samples_whenStartEqualsEnd_areEmpty() {
    String at = "2026-04-10T19:00:00Z";

    assertThat(times("heartrate?start_datetime=" + at + "&end_datetime=" + at)).isEmpty();
  }

  @Test
  void samples_beyondThirtyDays_areOmittedSilently() {
    List<Instant> times =
        times("heartrate?start_datetime=2026-02-01T00:00:00Z&end_datetime=2026-04-10T00:00:00Z");

    assertThat(times.get(times.size() - 1))
        .isBetween(Instant.parse("2026-03-02T23:00:00Z"), Instant.parse("2026-03-02T23:59:59Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"heartrate", "ring_battery_level"})
  void latest_onATimeSeries_returnsOnlyTheNewestSample(String type) {
    List<JsonNode> all = client.documents(type);

    assertThat(client.documents(type + "?latest=true&start_datetime=2026-02-01T00:00:00Z"))
        .containsExactly(all.get(all.size() - 1));
  }

  @Test
  void latest_onDocuments_isIgnored() {
    assertThat(client.documents("daily_sleep?start_date=2026-04-01&latest=true"))
        .isEqualTo(client.documents("daily_sleep?start_date=2026-04-01"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"now", "2026-04-10T25:00:00Z", "2026-04-10T22:00:00+03:00"})
  void time_whenMalformed_yieldsAValidationErrorThatNamesIt(String time) {
    HttpResponse<String> response =
        client.get(TestClient.LIST + "heartrate?start_datetime=" + time);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(TestClient.json(response).at("/detail/0/loc/1").asText())
        .isEqualTo("start_datetime");
  }

  @Test
  void start_afterTheEnd_isABadRequest() {
    String query = "?start_datetime=2026-04-11T00:00:00Z&end_datetime=2026-04-10T00:00:00Z";

    assertThat(client.get(TestClient.LIST + "heartrate" + query).statusCode()).isEqualTo(400);
  }

  private List<Instant> times(String typeAndQuery) {
    return client.documents(typeAndQuery).stream()
        .map(sample -> Instant.parse(sample.path("timestamp").asText()))
        .toList();
  }
}
