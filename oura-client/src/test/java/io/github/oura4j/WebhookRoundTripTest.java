// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.simulator.EventDelivery;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.webhook.WebhookEvent;
import io.github.oura4j.webhook.WebhookReceiver;
import io.github.oura4j.webhook.WebhookRejectedException;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import io.github.oura4j.webhook.WebhookSyncException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Subscribes to events, receives signed events of the simulator on the JDK's HTTP server, and
 * fetches their documents.
 */
class WebhookRoundTripTest {
  private static final String TOKEN = "a verification token & more";
  private static final WebhookSubscriptionPlan PLAN =
      WebhookSubscriptionPlan.withVerificationToken(TOKEN)
          .on(WebhookEventType.CREATE, WebhookDataType.SLEEP);

  private final List<WebhookEvent> receivedEvents = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final OuraSimulator simulator =
      OuraSimulator.builder()
          .application("my-app", "my-secret")
          .eventRetryPeriod(Duration.ofMillis(200))
          .start();
  private final OuraClient oura =
      OuraClient.builder()
          .baseUrl(simulator.baseUrl())
          .credentials(Credentials.token(simulator.token()))
          .application("my-app", "my-secret")
          .build();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
    oura.close();
    simulator.close();
  }

  private static WebhookReceiver receiver(String secret, String token) {
    return WebhookReceiver.builder().clientSecret(secret).verificationToken(token).build();
  }

  private URI serve(WebhookReceiver receiver, Consumer<WebhookEvent> handler) {
    server.createContext("/oura", exchange -> handle(exchange, receiver, handler));
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/oura");
  }

  private static void handle(
      HttpExchange exchange, WebhookReceiver receiver, Consumer<WebhookEvent> handler)
      throws IOException {
    try {
      if (exchange.getRequestMethod().equals("GET")) {
        byte[] json =
            receiver
                .respondToChallenge(exchange.getRequestURI().getRawQuery())
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
        return;
      }
      receiver.receive(
          exchange.getRequestHeaders().getFirst(WebhookReceiver.SIGNATURE_HEADER),
          exchange.getRequestHeaders().getFirst(WebhookReceiver.TIMESTAMP_HEADER),
          exchange.getRequestBody(),
          handler);
      exchange.sendResponseHeaders(204, -1);
    } catch (WebhookRejectedException e) {
      exchange.sendResponseHeaders(e.status(), -1);
    } catch (IllegalStateException e) {
      exchange.sendResponseHeaders(500, -1);
    } finally {
      exchange.close();
    }
  }

  private SleepPeriod newestNight() {
    LocalDate newest = simulator.person().newestDay();
    List<SleepPeriod> nights =
        simulator.person().documents(SleepPeriod.class, newest.minusDays(20), newest);
    return nights.get(nights.size() - 1);
  }

  private EventDelivery deliver(String id) {
    return simulator
        .deliver(simulator.person(), WebhookEventType.CREATE, WebhookDataType.SLEEP, id)
        .join();
  }

  @Test
  void event_afterSubscription_isReceivedAndItsDocumentFetched() {
    oura.webhooks().ensure(serve(receiver("my-secret", TOKEN), receivedEvents::add), PLAN);
    SleepPeriod night = newestNight();

    EventDelivery delivery = deliver(night.id());

    assertThat(delivery.statuses()).containsExactly(204);
    assertThat(receivedEvents)
        .singleElement()
        .extracting(WebhookEvent::objectId)
        .isEqualTo(night.id());
    assertThat(receivedEvents.get(0).userId()).isEqualTo(oura.personalInfo().get().id());
    assertThat(WebhookDocuments.defaults().fetch(oura, receivedEvents.get(0))).contains(night);
  }

  @Test
  void event_whenHandlerFails_isDeliveredAgain() {
    Consumer<WebhookEvent> failsTwice =
        event -> {
          receivedEvents.add(event);
          if (receivedEvents.size() < 3) {
            throw new IllegalStateException("the queue is full");
          }
        };
    oura.webhooks().ensure(serve(receiver("my-secret", TOKEN), failsTwice), PLAN);

    assertThat(deliver("o-1").statuses()).containsExactly(500, 500, 204);
  }

  @Test
  void event_thatIsDeliveredTwice_isHandledOnce() {
    try (OuraSimulator duplicating =
            OuraSimulator.builder()
                .application("my-app", "my-secret")
                .duplicateEvents()
                .eventRetryPeriod(Duration.ofMillis(200))
                .start();
        OuraClient client =
            OuraClient.builder()
                .baseUrl(duplicating.baseUrl())
                .credentials(Credentials.token(duplicating.token()))
                .application("my-app", "my-secret")
                .build()) {
      client.webhooks().ensure(serve(receiver("my-secret", TOKEN), receivedEvents::add), PLAN);

      EventDelivery delivery =
          duplicating
              .deliver(duplicating.person(), WebhookEventType.CREATE, WebhookDataType.SLEEP, "o-1")
              .join();

      assertThat(delivery.statuses()).containsExactly(204, 204);
      assertThat(receivedEvents).hasSize(1);
    }
  }

  @Test
  void event_whenReceiverHasAnotherSecret_isRejected() {
    oura.webhooks().ensure(serve(receiver("another-secret", TOKEN), receivedEvents::add), PLAN);

    EventDelivery delivery = deliver("o-1");

    assertThat(delivery.isAccepted()).isFalse();
    assertThat(delivery.statuses()).hasSize(11).containsOnly(401);
    assertThat(receivedEvents).isEmpty();
  }

  @Test
  void ensure_whenReceiverHasAnotherVerificationToken_failsTheChallenge() {
    URI callback = serve(receiver("my-secret", "another token"), receivedEvents::add);

    assertThatThrownBy(() -> oura.webhooks().ensure(callback, PLAN))
        .isInstanceOf(WebhookSyncException.class)
        .hasMessageContaining("create sleep (Oura returned 400")
        .hasMessageNotContaining(TOKEN);
    assertThat(oura.webhooks().list()).isEmpty();
  }

  @Test
  void event_withBodyOf100Megabytes_isRejectedBeforeItIsRead() throws IOException {
    serve(receiver("my-secret", TOKEN), receivedEvents::add);
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /oura HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857600\r\n"
                  + "x-oura-signature: "
                  + "A".repeat(64)
                  + "\r\nx-oura-timestamp: "
                  + System.currentTimeMillis() / 1000
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[64 * 1024 + 1]);
      out.flush();
      InputStream in = socket.getInputStream();

      assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
  }
}
