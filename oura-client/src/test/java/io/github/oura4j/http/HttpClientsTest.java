// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which threads exchanges complete, and how many HTTP clients are kept for new connections. */
@Timeout(120)
class HttpClientsTest {
  private static final int REQUESTS = 20;
  private static final long CLIENT_THAT_REUSES_CONNECTIONS = 1;
  private static final long MAX_IDLE = 4;

  private final CountedClients builder = new CountedClients();
  private final HttpClients clients = HttpClients.of(builder);

  private CompletableFuture<HttpResponse<Void>> post(ScriptedServer server) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/token"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    return clients.sendOnNewConnection(request, info -> HttpResponse.BodySubscribers.discarding());
  }

  /** Sends requests of which none gets a response before all have arrived. */
  private void postAtOnce(ScriptedServer.Act response) throws Exception {
    CountDownLatch arrived = new CountDownLatch(REQUESTS);
    ScriptedServer.Act act =
        (socket, closed) -> {
          arrived.countDown();
          arrived.await();
          response.to(socket, closed);
        };
    try (ScriptedServer server = new ScriptedServer(act)) {
      List<CompletableFuture<HttpResponse<Void>>> exchanges =
          IntStream.range(0, REQUESTS).mapToObj(i -> post(server)).toList();
      for (CompletableFuture<HttpResponse<Void>> exchange : exchanges) {
        try {
          exchange.join();
        } catch (CompletionException e) {
          // Expected if the response is a failure.
        }
      }
      awaitReferenced();
    }
  }

  /** Waits until no more clients are left than may be kept. */
  private void awaitReferenced() {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (builder.referenced() > CLIENT_THAT_REUSES_CONNECTIONS + clients.idle()
        && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void sendOnNewConnection_afterManyRequestsAtOnce_keepsFourClients() throws Exception {
    postAtOnce(ScriptedServer.json("{}"));

    assertThat(builder.built()).isEqualTo(CLIENT_THAT_REUSES_CONNECTIONS + REQUESTS);
    assertThat(clients.idle()).isEqualTo(MAX_IDLE);
    assertThat(builder.referenced()).isEqualTo(CLIENT_THAT_REUSES_CONNECTIONS + MAX_IDLE);
  }

  @Test
  void sendOnNewConnection_afterFailures_keepsNoClient() throws Exception {
    postAtOnce(ScriptedServer.reset(""));

    assertThat(clients.idle()).isZero();
    assertThat(builder.referenced()).isEqualTo(CLIENT_THAT_REUSES_CONNECTIONS);
  }

  @Test
  void sendOnNewConnection_whenTheServerClosesConnections_opensOneForEachRequest()
      throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.respond(200, "Connection: close", "{}"))) {
      for (int i = 0; i < REQUESTS; i++) {
        post(server).join();
      }
      awaitReferenced();

      assertThat(server.connections()).isEqualTo(REQUESTS);
      assertThat(clients.idle()).isBetween(1, (int) MAX_IDLE);
    }
  }

  /** A thread of the common pool would have to be woken up for it, or even started. */
  @Test
  void send_whenTheBodyIsComplete_completesTheExchangeInAThreadOfTheHttpClient() throws Exception {
    CountDownLatch observed = new CountDownLatch(1);
    ScriptedServer.Act respondWhenObserved =
        (socket, closed) -> {
          observed.await();
          ScriptedServer.json("{}").to(socket, closed);
        };
    try (ScriptedServer server = new ScriptedServer(respondWhenObserved)) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl())).build();
      CompletableFuture<HttpResponse<String>> exchange =
          clients.send(request, BodyHandlers.ofString());
      CompletableFuture<String> thread =
          exchange.thenApply(response -> Thread.currentThread().getName());
      observed.countDown();

      assertThat(thread.get()).startsWith("HttpClient-");
      assertThat(exchange.get().body()).isEqualTo("{}");
    }
  }
}
