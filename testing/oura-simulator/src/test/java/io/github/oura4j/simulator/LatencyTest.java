// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
  private static final Duration LATENCY = Duration.ofMillis(500);

  /** Many more than the server has threads: if these slept, the requests would take 8 seconds. */
  private static final int REQUESTS = 400;

  @Test
  void latency_ofManyRequestsAtOnce_delaysEachOfThemOnce() {
    try (OuraSimulator simulator = OuraSimulator.builder().latency(LATENCY).start()) {
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(simulator.baseUrl() + "/v2/usercollection/personal_info"))
              .header("Authorization", "Bearer " + simulator.token())
              .build();
      long start = System.nanoTime();

      List<CompletableFuture<Long>> delays =
          IntStream.range(0, REQUESTS)
              .mapToObj(
                  i ->
                      client
                          .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                          .thenApply(
                              response -> {
                                assertThat(response.statusCode()).isEqualTo(200);
                                return System.nanoTime() - start;
                              }))
              .toList();

      assertThat(delays.stream().map(CompletableFuture::join))
          .allMatch(delay -> delay >= LATENCY.toNanos());
      assertThat(System.nanoTime() - start).isLessThan(12 * LATENCY.toNanos());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-0.001S", "PT1M0.001S"})
  void latency_outOfRange_isRejected(Duration latency) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OuraSimulator.builder().latency(latency))
        .withMessageContaining("latency");
  }
}
