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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
  /** Many more than the server has threads. */
  private static final int REQUESTS = 400;

  private final HttpClient client = HttpClient.newHttpClient();

  private CompletableFuture<Integer> send(OuraSimulator simulator) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/v2/usercollection/personal_info"))
            .header("Authorization", "Bearer " + simulator.token())
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::statusCode);
  }

  @Test
  void latency_ofARequest_delaysItsResponse() {
    Duration latency = Duration.ofMillis(300);
    try (OuraSimulator simulator = OuraSimulator.builder().latency(latency).start()) {
      long start = System.nanoTime();

      assertThat(send(simulator).join()).isEqualTo(200);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(latency.toNanos());
    }
  }

  /** If threads of the server slept meanwhile, it could not have received so many requests. */
  @Test
  @Timeout(300)
  void latency_ofManyRequestsAtOnce_delaysThemIndependently() throws Exception {
    try (OuraSimulator simulator = OuraSimulator.builder().latency(Duration.ofMinutes(1)).start()) {
      List<CompletableFuture<Integer>> responses =
          IntStream.range(0, REQUESTS).mapToObj(i -> send(simulator)).toList();

      while (simulator.requestCount() < REQUESTS) {
        Thread.sleep(10);
      }
      assertThat(responses).noneMatch(CompletableFuture::isDone);
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
