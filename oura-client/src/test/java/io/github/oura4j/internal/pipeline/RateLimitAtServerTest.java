// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.http.ScriptedServer;
import io.github.oura4j.http.SlowRelay;
import io.github.oura4j.limit.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counts requests where Oura counts them: at the server. */
@Timeout(300)
class RateLimitAtServerTest {
  private static final RateLimit LIMIT = new RateLimit(30, Duration.ofMillis(500));
  private static final int REQUESTS = 150;
  private static final long CONNECT_MILLIS = 300;

  private static OuraClient.Builder client() {
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .rateLimit(LIMIT)
        .retry(RetryPolicy.none());
  }

  @Test
  void call_whenConnectingIsSlow_neverExceedsTheLimitInAnyWindowAtTheServer() throws Exception {
    assertNeverTooMany(client(), REQUESTS, CONNECT_MILLIS, REQUESTS);
  }

  /** A request that was sent arrives even if the client does not wait for it any longer. */
  @Test
  void call_whenOthersGaveUpBeforeTheirRequestsArrived_neverExceedsTheLimitEither()
      throws Exception {
    long giveUpMillis = 200;
    long connectMillis = giveUpMillis + LIMIT.window().toMillis();
    assertNeverTooMany(
        client()
            .callTimeout(Duration.ofMillis(giveUpMillis))
            .rateLimitMargin(Duration.ofMillis(connectMillis + 2000)),
        2 * LIMIT.requests(),
        connectMillis,
        LIMIT.requests());
  }

  private static void assertNeverTooMany(
      OuraClient.Builder client, int requests, long connectMillis, int slowConnections)
      throws Exception {
    Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
    CountDownLatch allArrived = new CountDownLatch(requests);
    ScriptedServer.Act respond = ScriptedServer.json("{\"age\": 40}");
    ExecutorService threads = Executors.newFixedThreadPool(2 * LIMIT.requests());
    try (ScriptedServer server =
            new ScriptedServer(
                (socket, closed) -> {
                  arrivals.add(System.nanoTime());
                  allArrived.countDown();
                  respond.to(socket, closed);
                });
        SlowRelay relay = new SlowRelay(server.baseUrl(), connectMillis, slowConnections);
        OuraClient oura = client.baseUrl(relay.baseUrl()).build()) {
      for (int i = 0; i < requests; i++) {
        threads.execute(() -> call(oura));
      }
      threads.shutdown();
      threads.awaitTermination(50, TimeUnit.SECONDS);
      // On a slow machine, some calls give up before they have sent anything.
      allArrived.await(connectMillis, TimeUnit.MILLISECONDS);
    } finally {
      threads.shutdownNow();
    }

    assertThat(arrivals).hasSizeGreaterThan(LIMIT.requests());
    assertThat(mostInAWindow(arrivals.stream().sorted().toList()))
        .isLessThanOrEqualTo(LIMIT.requests());
  }

  private static void call(OuraClient oura) {
    try {
      oura.personalInfo().get();
    } catch (OuraIoException gaveUp) {
      // What counts is what arrives at the server.
    }
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
