// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.simulator.internal.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDeliveryTest {
  private static final String PATH = "/v2/webhook/subscription";
  private static final Instant START = Instant.parse("2026-04-16T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile String challengeResponse = "{\"challenge\":\"%s\"}";
  private volatile List<Integer> statuses = List.of(200);
  private OuraSimulator oura;
  private HttpServer callback;

  private record Received(String query, String timestamp, String signature, String body) {}

  @BeforeEach
  void start() throws IOException {
    oura =
        OuraSimulator.builder()
            .clock(new MutableClock(now))
            .eventRetryPeriod(Duration.ofMillis(100))
            .start();
    callback = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    callback.createContext("/", this::handle);
    callback.start();
  }

  @AfterEach
  void stop() {
    callback.stop(0);
    oura.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      boolean isChallenge = exchange.getRequestMethod().equals("GET");
      int event = (int) received.stream().filter(request -> !request.body().isEmpty()).count();
      received.add(
          new Received(
              query,
              exchange.getRequestHeaders().getFirst("x-oura-timestamp"),
              exchange.getRequestHeaders().getFirst("x-oura-signature"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      if (isChallenge) {
        byte[] body =
            challengeResponse
                .formatted(query.replaceFirst(".*challenge=", ""))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      } else {
        exchange.sendResponseHeaders(statuses.get(Math.min(event, statuses.size() - 1)), -1);
      }
    }
  }

  private int subscribe(String callbackUrl) {
    return TestClient.of(oura)
        .send(
            "POST",
            PATH,
            """
            {"callback_url": "%s", "verification_token": "a token & more",
             "event_type": "create", "data_type": "sleep"}
            """
                .formatted(callbackUrl))
        .statusCode();
  }

  private String callbackUrl() {
    return "http://localhost:" + callback.getAddress().getPort() + "/oura";
  }

  private CompletableFuture<EventDelivery> send(WebhookDataType dataType) {
    return oura.deliver(oura.person(), WebhookEventType.CREATE, dataType, "o-1");
  }

  private EventDelivery deliver() throws Exception {
    return send(WebhookDataType.SLEEP).get(2, TimeUnit.MINUTES);
  }

  private int subscriptions() {
    return TestClient.json(TestClient.of(oura).get(PATH)).size();
  }

  @Test
  void subscribe_always_sendsAChallengeWithTheToken() {
    assertThat(subscribe(callbackUrl())).isEqualTo(201);

    assertThat(received)
        .singleElement()
        .extracting(Received::query)
        .asString()
        .matches("verification_token=a\\+token\\+%26\\+more&challenge=[0-9a-f]{32}");
  }

  @Test
  void subscribe_whenTheCallbackUrlHasAQuery_keepsIt() {
    assertThat(subscribe(callbackUrl() + "?tenant=7")).isEqualTo(201);

    assertThat(received.get(0).query()).startsWith("tenant=7&verification_token=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"challenge\":\"another\"}", "{}", "%s", "<html>", ""})
  void subscribe_whenTheChallengeResponseIsWrong_isRejected(String response) {
    challengeResponse = response;

    assertThat(subscribe(callbackUrl())).isEqualTo(400);
    assertThat(subscriptions()).isZero();
  }

  @Test
  void subscribe_whenTheCallbackIsUnreachable_isRejected() {
    callback.stop(0);

    assertThat(subscribe(callbackUrl())).isEqualTo(400);
  }

  @Test
  void update_ofTheCallbackUrl_sendsAChallengeToTheNewUrl() {
    subscribe("https://callback.example/oura");
    String id = TestClient.json(TestClient.of(oura).get(PATH)).at("/0/id").asText();
    challengeResponse = "no";
    String change =
        "{\"verification_token\":\"t\",\"callback_url\":\"%s\"}".formatted(callbackUrl());

    assertThat(TestClient.of(oura).send("PUT", PATH + "/" + id, change).statusCode())
        .isEqualTo(400);
    assertThat(TestClient.json(TestClient.of(oura).get(PATH)).at("/0/callback_url").asText())
        .isEqualTo("https://callback.example/oura");
  }

  @Test
  void subscription_afterNinetyDays_isExpired() throws Exception {
    subscribe(callbackUrl());
    now.set(START.plus(Duration.ofDays(90)));

    assertThat(subscriptions()).isZero();
    assertThat(deliver().statuses()).isEmpty();
    assertThat(subscribe(callbackUrl())).isEqualTo(201);
  }

  @Test
  void event_always_hasASignatureOfTimestampAndBody() throws Exception {
    subscribe(callbackUrl());

    assertThat(deliver().isAccepted()).isTrue();

    Received event = received.get(1);
    assertThat(event.timestamp()).isEqualTo("1776340800000");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            "simulated-client-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signed = (event.timestamp() + event.body()).getBytes(StandardCharsets.UTF_8);
    assertThat(event.signature())
        .isEqualTo(HexFormat.of().withUpperCase().formatHex(mac.doFinal(signed)));
    JsonNode json = Json.read(event.body());
    assertThat(json.path("event_type").asText()).isEqualTo("create");
    assertThat(json.path("data_type").asText()).isEqualTo("sleep");
    assertThat(json.path("object_id").asText()).isEqualTo("o-1");
    assertThat(json.path("event_time").asText()).isEqualTo("2026-04-16T12:00:00Z");
    assertThat(json.path("user_id").asText()).isEqualTo(oura.person().personalInfo().id());
  }

  @Test
  void event_withDuplicateEvents_isDeliveredTwiceWithTheSameBody() throws Exception {
    oura.close();
    oura =
        OuraSimulator.builder().duplicateEvents().eventRetryPeriod(Duration.ofMillis(100)).start();
    subscribe(callbackUrl());
    statuses = List.of(503, 204);

    assertThat(deliver().statuses()).containsExactly(503, 204, 204);
    assertThat(received.subList(1, 4))
        .extracting(Received::body)
        .containsOnly(received.get(1).body());
  }

  @Test
  void event_untilItIsAccepted_isRetried() throws Exception {
    subscribe(callbackUrl());
    statuses = List.of(500, 404, 204);

    assertThat(deliver().statuses()).containsExactly(500, 404, 204);
  }

  @Test
  void event_thatIsNeverAccepted_isRetriedTenTimes() throws Exception {
    subscribe(callbackUrl());
    statuses = List.of(500);

    EventDelivery delivery = deliver();

    assertThat(delivery.statuses()).hasSize(11);
    assertThat(delivery.isAccepted()).isFalse();
    assertThat(subscriptions()).isEqualTo(1);
  }

  @Test
  void event_whenTheResponseIs410_cancelsTheSubscription() throws Exception {
    subscribe(callbackUrl());
    statuses = List.of(503, 410);

    EventDelivery delivery = deliver();

    assertThat(delivery.statuses()).containsExactly(503, 410);
    assertThat(delivery.isCanceled()).isTrue();
    assertThat(subscriptions()).isZero();
  }

  @Test
  void event_whenTheCallbackIsUnreachable_hasStatusZero() throws Exception {
    subscribe(callbackUrl());
    callback.stop(0);

    assertThat(deliver().statuses()).hasSize(11).containsOnly(0);
  }

  @Test
  void event_withoutASubscriptionOrForAnotherMachine_isNotSent() throws Exception {
    subscribe("https://callback.example/oura");

    assertThat(deliver().statuses()).isEmpty();
    assertThat(send(WebhookDataType.WORKOUT).get(2, TimeUnit.MINUTES).statuses()).isEmpty();
  }

  @Test
  void close_whileRetriesArePending_cancelsThem() throws Exception {
    oura.close();
    oura = OuraSimulator.builder().clock(new MutableClock(now)).start();
    subscribe(callbackUrl());
    statuses = List.of(500);
    CompletableFuture<EventDelivery> delivery = send(WebhookDataType.SLEEP);
    while (received.size() < 2) {
      Thread.onSpinWait();
    }

    oura.close();

    assertThat(delivery.get(2, TimeUnit.MINUTES).statuses()).containsExactly(500);
  }

  @Test
  void eventRetryPeriod_whenNegative_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OuraSimulator.builder().eventRetryPeriod(Duration.ofSeconds(-1)))
        .withMessageContaining("eventRetryPeriod");
  }
}
