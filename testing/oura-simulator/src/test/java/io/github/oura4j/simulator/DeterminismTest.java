// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static final String TODAY = "2026-03-29T18:00:00Z";
  private static final List<String> TYPES =
      List.of(
          "daily_activity",
          "daily_cardiovascular_age",
          "daily_readiness",
          "daily_resilience",
          "daily_sleep",
          "daily_spo2",
          "daily_stress",
          "enhanced_tag",
          "heartrate",
          "personal_info",
          "rest_mode_period",
          "ring_battery_level",
          "ring_configuration",
          "session",
          "sleep",
          "sleep_time",
          "tag",
          "vO2_max",
          "workout");

  @Test
  void responses_ofTwoSimulatorsWithTheSameSeed_areEqual() {
    assertThat(allResponses(5)).isEqualTo(allResponses(5));
  }

  @Test
  void responses_withAnotherSeed_differ() {
    assertThat(allResponses(6)).isNotEqualTo(allResponses(5));
  }

  @Test
  void responses_onEveryMachineAndJava_haveTheCommittedHash() throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(allResponses(5).getBytes(StandardCharsets.UTF_8));

    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("193c1491fbec0ef35e83fbcc5c7cf8909b59b728d4b3edc917d85e6ebd87bc4d");
  }

  @Test
  void day_requestedAloneOrInARange_isTheSame() {
    try (OuraSimulator oura = start(5)) {
      TestClient client = TestClient.of(oura);
      assertThat(client.documents("sleep?start_date=2026-02-01&end_date=2026-03-20"))
          .containsAll(client.documents("sleep?start_date=2026-03-01&end_date=2026-03-02"));
    }
  }

  private static String allResponses(long seed) {
    StringBuilder all = new StringBuilder();
    try (OuraSimulator oura = start(seed)) {
      TestClient client = TestClient.of(oura);
      for (String type : TYPES) {
        all.append(client.get(TestClient.LIST + type + "?start_date=2026-03-20").body());
      }
    }
    return all.toString();
  }

  private static OuraSimulator start(long seed) {
    return OuraSimulator.builder()
        .clock(TestPeople.at(TODAY))
        .person(SimulatedPerson.builder().seed(seed).build())
        .start();
  }
}
