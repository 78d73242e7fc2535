// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.ScriptedServer;
import io.github.oura4j.http.SlowRelay;
import io.github.oura4j.limit.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counts requests where Oura counts them: at the server. */
@Timeout(60)
class RateLimitAtServerTest {
  private static final RateLimit LIMIT = new RateLimit(30, Duration.ofMillis(500));
  private static final int REQUESTS = 150;
  private static final long CONNECT_MILLIS = 300;

  @Test
  void call_whenConnectingIsSlow_neverExceedsTheLimitInAnyWindowAtTheServer() throws Exception {
    Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
    ScriptedServer.Act respond = ScriptedServer.json("{\"age\": 40}");
    ExecutorService threads = Executors.newFixedThreadPool(2 * LIMIT.requests());
    try (ScriptedServer server =
            new ScriptedServer(
                (socket, closed) -> {
                  arrivals.add(System.nanoTime());
                  respond.to(socket, closed);
                });
        SlowRelay relay = new SlowRelay(server.baseUrl(), CONNECT_MILLIS);
        OuraClient oura =
            OuraClient.builder()
                .baseUrl(relay.baseUrl())
                .credentials(Credentials.token("t"))
                .rateLimit(LIMIT)
                .retry(RetryPolicy.none())
                .build()) {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        calls.add(() -> oura.personalInfo().get().age());
      }
      for (Future<Integer> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(40);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(arrivals).hasSize(REQUESTS);
    int most = mostInAWindow(arrivals.stream().sorted().toList());
    System.out.printf(
        "%d requests, connecting takes %d ms: at most %d arrived in a window of %d ms%n",
        REQUESTS, CONNECT_MILLIS, most, LIMIT.window().toMillis());
    assertThat(most).isLessThanOrEqualTo(LIMIT.requests());
  }

  private static int mostInAWindow(List<Long> times) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) >= LIMIT.window().toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
