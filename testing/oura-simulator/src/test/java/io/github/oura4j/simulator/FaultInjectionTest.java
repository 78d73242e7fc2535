// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultInjectionTest {
  private final HttpClient client = HttpClient.newHttpClient();

  /** Answers the status, 0 where none came. */
  private int ask(OuraSimulator simulator) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/v2/usercollection/tag"))
            .header("Authorization", "Bearer " + simulator.token())
            // A GET without an answer would be sent again by the JDK's client.
            .method("DELETE", HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofMillis(500))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void faults_whenEveryThirdAnswerIsSpoilt_takesEachWayInTurn() throws Exception {
    try (OuraSimulator simulator = OuraSimulator.builder().faults(3).start()) {
      Set<Integer> answers = new HashSet<>();
      int all = 3 * SimulatedFault.values().length;
      for (int i = 0; i < all; i++) {
        answers.add(ask(simulator));
      }

      assertThat(simulator.requestCount()).isEqualTo(all);
      assertThat(simulator.faults().values()).containsOnly(1L);
      assertThat(answers).contains(0, 405, 408, 429, 500, 502, 503, 504);
    }
  }

  @Test
  void faults_unlessSet_spoilNothing() throws Exception {
    try (OuraSimulator simulator = OuraSimulator.start()) {
      for (int i = 0; i < 20; i++) {
        assertThat(ask(simulator)).isEqualTo(405);
      }
      assertThat(simulator.faults().values()).containsOnly(0L);
    }
  }

  @Test
  void faults_whenTheNumberMakesNoSense_areRefused() {
    assertThatThrownBy(() -> OuraSimulator.builder().faults(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("faults");
  }
}
