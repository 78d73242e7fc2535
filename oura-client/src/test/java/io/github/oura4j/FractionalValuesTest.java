// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Vo2Max;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Quantities that Oura sends with fractions although its description says integer. */
class FractionalValuesTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2024, 3, 31);
  private static final DateRange QUARTER = DateRange.between(FIRST, LAST);

  private static OuraClient respondingWith(String body) {
    return OuraClient.builder()
        .credentials(Credentials.token("token"))
        .transport(
            request ->
                new OuraResponse(
                    200,
                    Map.of("content-type", List.of("application/json")),
                    body.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  @Test
  void list_whenOneVo2MaxHasAFraction_returnsAllOfThem() {
    try (OuraClient oura =
        respondingWith(
            """
            {"data":[
              {"id":"a","day":"2024-01-10","timestamp":"2024-01-10T00:00:00+00:00","vo2_max":41},
              {"id":"b","day":"2024-01-15","timestamp":"2024-01-15T00:00:00+00:00","vo2_max":42.5}],
             "next_token":null}
            """)) {
      assertThat(oura.vo2Max().list(QUARTER))
          .extracting(Vo2Max::vo2Max)
          .containsExactly(41.0, 42.5);
    }
  }

  @Test
  void list_whenASleepPeriodHasFractions_readsThem() {
    try (OuraClient oura =
        respondingWith(
            """
            {"data":[{"id":"a","day":"2024-01-10","average_heart_rate":75.75,"lowest_heart_rate":61.25,
              "average_hrv":41.5,"readiness_score_delta":-0.5,"sleep_score_delta":1.5,"time_in_bed":28800}],
             "next_token":null}
            """)) {
      assertThat(oura.sleep().list(QUARTER))
          .containsExactly(
              SleepPeriod.builder()
                  .id("a")
                  .day(LocalDate.of(2024, 1, 10))
                  .averageHeartRate(75.75)
                  .lowestHeartRate(61.25)
                  .averageHrv(41.5)
                  .readinessScoreDelta(-0.5)
                  .sleepScoreDelta(1.5)
                  .timeInBed(28800)
                  .build());
    }
  }

  @Test
  void list_ofAPersonWithFractionalValues_returnsThePersonsDocuments() {
    SimulatedPerson person =
        SimulatedPerson.builder().firstDay(FIRST).newestDay(LAST).fractionalValues().build();
    try (OuraSimulator simulator = OuraSimulator.builder().person(person).start();
        OuraClient oura =
            OuraClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(Credentials.token(person.token()))
                .build()) {
      assertThat(oura.vo2Max().list(QUARTER))
          .isNotEmpty()
          .isEqualTo(person.documents(Vo2Max.class, FIRST, LAST));
      assertThat(oura.dailySpo2().list(QUARTER))
          .isNotEmpty()
          .isEqualTo(person.documents(DailySpo2.class, FIRST, LAST));
      assertThat(oura.sleep().list(QUARTER))
          .isNotEmpty()
          .isEqualTo(person.documents(SleepPeriod.class, FIRST, LAST));
    }
  }
}
