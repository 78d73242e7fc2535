// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SchemaDriftTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-20T12:00:30Z"), ZoneOffset.UTC);

  private static JsonNode nights(OuraSimulator simulator) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    simulator.baseUrl()
                        + "/v2/usercollection/sleep?start_date=2026-01-01&end_date=2026-03-20"))
            .header("Authorization", "Bearer " + simulator.token())
            .build();
    String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(body).get("data");
  }

  @Test
  void schemaDrift_whenEnabled_changesSomeDocumentsInEveryWay() throws Exception {
    try (OuraSimulator simulator = OuraSimulator.builder().clock(CLOCK).schemaDrift().start()) {
      JsonNode nights = nights(simulator);

      assertThat(nights).anyMatch(night -> night.has("new_number"));
      assertThat(nights).anyMatch(night -> night.path("type").asText().equals("value_of_tomorrow"));
      assertThat(nights).anyMatch(night -> !night.has("time_in_bed"));
      assertThat(nights)
          .anyMatch(
              night ->
                  night.path("restless_periods").isDouble()
                      && night.path("bedtime_end").asText().startsWith("2026-02-30"))
          .allMatch(night -> night.path("id").isTextual() && night.path("day").isTextual());
      assertThat(nights)
          .anyMatch(
              night ->
                  night.has("time_in_bed") && night.path("type").asText().equals("long_sleep"));
    }
  }

  @Test
  void schemaDrift_byDefault_isOff() throws Exception {
    try (OuraSimulator simulator = OuraSimulator.builder().clock(CLOCK).start()) {
      assertThat(nights(simulator))
          .isNotEmpty()
          .noneMatch(night -> night.has("new_number") || !night.has("time_in_bed"));
    }
  }
}
