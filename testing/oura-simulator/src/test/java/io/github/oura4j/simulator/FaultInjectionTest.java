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

  /** Returns the status of the response, 0 if none arrived. */
  private int send(OuraSimulator simulator) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/v2/usercollection/tag"))
            .header("Authorization", "Bearer " + simulator.token())
            // The JDK's client silently retries a GET, but not a DELETE, if no response arrives.
            .method("DELETE", HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofMinutes(1))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void faults_inEveryThirdResponse_useEachFaultInTurn() throws Exception {
    try (OuraSimulator simulator = OuraSimulator.builder().faults(3).start()) {
      Set<Integer> statuses = new HashSet<>();
      int requests = 3 * SimulatedFault.values().length;
      for (int i = 0; i < requests; i++) {
        statuses.add(send(simulator));
      }

      assertThat(simulator.requestCount()).isEqualTo(requests);
      assertThat(simulator.faults().values()).containsOnly(1L);
      assertThat(statuses).contains(0, 405, 408, 429, 500, 502, 503, 504);
    }
  }

  @Test
  void faults_byDefault_areOff() throws Exception {
    try (OuraSimulator simulator = OuraSimulator.start()) {
      for (int i = 0; i < 20; i++) {
        assertThat(send(simulator)).isEqualTo(405);
      }
      assertThat(simulator.faults().values()).containsOnly(0L);
    }
  }

  @Test
  void faults_withAnInvalidNumber_areRejected() {
    assertThatThrownBy(() -> OuraSimulator.builder().faults(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("faults");
  }
}
