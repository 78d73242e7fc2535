// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A night of which every value is known. */
class GetNightTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String NIGHT =
      """
      {"id": "n", "day": "2026-03-21", "type": "long_sleep",
       "bedtime_start": "2026-03-20T23:50:00+01:00", "bedtime_end": null,
       "total_sleep_duration": 930, "time_in_bed": 1200, "lowest_heart_rate": 59,
       "heart_rate": {"interval": 300, "items": [60, null, 62, 64, 66, 63, 70],
                      "timestamp": "2026-03-20T23:50:00+01:00"},
       %s}
      """;

  @Test
  void getNight_ofANightThatIsNotOver_describesWhatWasMeasured() throws Exception {
    JsonNode night = night(NIGHT.formatted("\"sleep_phase_5_min\": \"4211\""));

    assertThat(night.path("sleep"))
        .isEqualTo(
            JSON.readTree(
                """
                {"bedtime_start": "2026-03-20T23:50+01:00", "asleep_minutes": 15.5,
                 "in_bed_minutes": 20, "lowest_heart_rate_bpm": 59}
                """));
    assertThat(night.path("stages"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"from": "23:50", "stage": "awake", "minutes": 5},
                 {"from": "23:55", "stage": "light", "minutes": 5},
                 {"from": "00:00", "stage": "deep", "minutes": 10}]
                """));
    assertThat(night.path("heart_rate_bpm_by_30_minutes"))
        .isEqualTo(JSON.readTree("{\"23:50\": 63, \"00:20\": 70}"));
    assertThat(night.has("hrv_ms_by_30_minutes")).isFalse();
    assertThat(night.has("naps")).isFalse();
  }

  @Test
  void getNight_withVeryManyStages_cutsThemAndSaysHowToGetThem() throws Exception {
    JsonNode night = night(NIGHT.formatted("\"sleep_phase_30_sec\": \"" + "12".repeat(500) + "\""));

    assertThat(night.path("stages")).hasSize(200);
    assertThat(night.path("stages_note").asText())
        .contains("first 200 of 1000 stages", "sleep_phase_30_sec");
  }

  @Test
  void getNight_withANap_showsItBesideTheNight() throws Exception {
    JsonNode night =
        night(
            NIGHT.formatted("\"efficiency\": 77")
                + ", {\"id\": \"m\", \"day\": \"2026-03-21\", \"type\": \"late_nap\","
                + " \"total_sleep_duration\": 1800}");

    assertThat(night.at("/sleep/efficiency_percent").asInt()).isEqualTo(77);
    assertThat(night.path("naps")).isEqualTo(JSON.readTree("[{\"asleep_minutes\": 30}]"));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-03-29T08:00:00+02:00, true",
    "UTC, 2026-03-29T08:00:00+01:00, false",
    "Europe/Berlin, 2026-03-29T08:00:00+02:00, true",
    "Europe/Berlin, 2026-03-29T07:00:00+01:00, true",
    "Europe/Berlin, 2026-03-28T23:59:00+01:00, false",
  })
  void getNight_whenTheClockChanges_saysWhichTimesItShows(
      ZoneId zone, String end, boolean changesClock) throws Exception {
    JsonNode night =
        night(
            """
            {"id": "n", "day": "2026-03-21", "type": "long_sleep",
             "bedtime_start": "2026-03-28T23:50:00+01:00", "bedtime_end": "%s"}
            """
                .formatted(end),
            zone);

    assertThat(night.path("clock_note").asText().contains("offset of bedtime_start, +01:00"))
        .isEqualTo(changesClock);
    assertThat(night.has("clock_note")).isEqualTo(changesClock);
  }

  private static JsonNode night(String periods) throws Exception {
    return night(periods, ZoneOffset.UTC);
  }

  private static JsonNode night(String periods, ZoneId zone) throws Exception {
    try (OuraClient client =
        OuraClient.builder()
            .credentials(Credentials.token("token"))
            .transport(request -> respond(request, periods))
            .clock(Fixture.CLOCK)
            .zone(zone)
            .build()) {
      OuraTools tools = new OuraTools(new DataSource(client, null), System.err);
      return Fixture.json(Fixture.call(tools, GetNight.NAME, Map.of()));
    }
  }

  private static OuraResponse respond(OuraRequest request, String periods) {
    String data = request.uri().getPath().endsWith("/sleep") ? periods : "";
    return new OuraResponse(
        200,
        Map.of("Content-Type", List.of("application/json")),
        "{\"data\": [%s], \"next_token\": null}".formatted(data).getBytes(StandardCharsets.UTF_8));
  }
}
