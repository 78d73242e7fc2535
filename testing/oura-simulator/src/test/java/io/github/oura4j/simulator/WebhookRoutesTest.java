// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.WebhookDataType;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRoutesTest {
  private static final String PATH = "/v2/webhook/subscription";
  private static final String UNKNOWN = PATH + "/00000000-0000-4000-8000-000000000000";

  private OuraSimulator oura;
  private TestClient client;

  @BeforeEach
  void start() {
    oura = OuraSimulator.builder().clock(TestPeople.at("2026-04-16T12:00:00Z")).start();
    client = TestClient.of(oura);
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  @Test
  void subscription_afterCreation_isListedAndFound() {
    HttpResponse<String> response = create("create", "sleep");
    JsonNode created = TestClient.json(response);

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(created.path("expiration_time").asText()).isEqualTo("2026-07-15T12:00:00Z");
    assertThat(TestClient.json(client.get(PATH))).containsExactly(created);
    assertThat(TestClient.json(client.get(PATH + "/" + id(created)))).isEqualTo(created);
  }

  @Test
  void expiration_onEverySecondSubscription_hasNoZone() {
    create("create", "sleep");

    assertThat(TestClient.json(create("update", "sleep")).path("expiration_time").asText())
        .isEqualTo("2026-07-15T12:00:00");
  }

  @Test
  void subscription_forTheSameEventsTwice_isAConflict() {
    create("create", "sleep");

    assertThat(create("create", "sleep").statusCode()).isEqualTo(409);
    assertThat(create("create", "workout").statusCode()).isEqualTo(201);
  }

  @Test
  void create_withSubscriptionFaults_failsAsOuraDoes() {
    try (OuraSimulator failing =
        OuraSimulator.builder()
            .subscriptionFault(WebhookDataType.SLEEP, SubscriptionFault.SSL_ERROR)
            .subscriptionFault(WebhookDataType.SESSION, SubscriptionFault.GATEWAY_TIMEOUT)
            .subscriptionFault(
                WebhookDataType.WORKOUT, SubscriptionFault.GATEWAY_TIMEOUT_WITHOUT_SUBSCRIPTION)
            .start()) {
      client = TestClient.of(failing);

      HttpResponse<String> sslError = create("create", "sleep");
      assertThat(sslError.statusCode()).isEqualTo(500);
      assertThat(TestClient.json(sslError).path("detail").asText())
          .startsWith("SSLError")
          .contains("?verification_token=");
      assertThat(create("create", "session").statusCode()).isEqualTo(504);
      assertThat(create("create", "workout").statusCode()).isEqualTo(504);
      assertThat(create("create", "tag").statusCode()).isEqualTo(201);
      assertThat(TestClient.json(client.get(PATH)).findValuesAsText("data_type"))
          .containsExactly("session", "tag");
    }
  }

  @Test
  void update_always_changesTheGivenProperties() {
    String id = id(TestClient.json(create("create", "sleep")));
    String change = "{\"verification_token\":\"t\",\"data_type\":\"workout\"}";

    JsonNode updated = TestClient.json(client.send("PUT", PATH + "/" + id, change));

    assertThat(updated.path("data_type").asText()).isEqualTo("workout");
    assertThat(updated.path("event_type").asText()).isEqualTo("create");
    assertThat(TestClient.json(client.get(PATH + "/" + id))).isEqualTo(updated);
  }

  @Test
  void renew_always_extendsTheExpiration() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-16T12:00:00Z"));
    try (OuraSimulator moving = OuraSimulator.builder().clock(new MutableClock(now)).start()) {
      client = TestClient.of(moving);
      String id = id(TestClient.json(create("create", "sleep")));
      now.set(Instant.parse("2026-05-16T12:00:00Z"));

      JsonNode renewed = TestClient.json(client.send("PUT", PATH + "/renew/" + id, ""));

      assertThat(renewed.path("expiration_time").asText()).isEqualTo("2026-08-14T12:00:00Z");
      assertThat(TestClient.json(client.get(PATH + "/" + id))).isEqualTo(renewed);
    }
  }

  @Test
  void delete_always_removesTheSubscription() {
    String id = id(TestClient.json(create("create", "sleep")));

    assertThat(client.send("DELETE", PATH + "/" + id, "").statusCode()).isEqualTo(204);
    assertThat(client.get(PATH + "/" + id).statusCode()).isEqualTo(403);
    assertThat(TestClient.json(client.get(PATH))).isEmpty();
  }

  @Test
  void unknownId_onEveryRoute_isForbidden() {
    String body = "{\"verification_token\":\"t\"}";

    assertThat(client.get(UNKNOWN).statusCode()).isEqualTo(403);
    assertThat(client.send("PUT", UNKNOWN, body).statusCode()).isEqualTo(403);
    assertThat(client.send("DELETE", UNKNOWN, "").statusCode()).isEqualTo(403);
    assertThat(client.send("PUT", UNKNOWN.replace("tion/", "tion/renew/"), "").statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{}",
        "{'callback_url':'https://example.com','event_type':'create','data_type':'sleep'}",
        "{'callback_url':'not a URL','verification_token':'t','event_type':'create','data_type':'sleep'}",
        "{'callback_url':'https://example.com','verification_token':'t','event_type':'dream','data_type':'sleep'}",
        "{'callback_url':'https://example.com','verification_token':7,'event_type':'create','data_type':'sleep'}"
      })
  void body_whenInvalid_yieldsAValidationError(String body) {
    HttpResponse<String> response = client.send("POST", PATH, body.replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(TestClient.json(response).at("/detail/0/loc/0").asText()).isEqualTo("body");
  }

  @Test
  void application_whenUnknown_isUnauthorized() {
    assertThat(withApplication("simulated-client-id", "wrong").statusCode()).isEqualTo(401);
    assertThat(withApplication("wrong", "simulated-client-secret").statusCode()).isEqualTo(401);
    assertThat(client.send(client.request(PATH).GET().build()).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> withApplication(String clientId, String clientSecret) {
    HttpRequest request =
        client
            .request(PATH)
            .header("x-client-id", clientId)
            .header("x-client-secret", clientSecret)
            .build();
    return client.send(request);
  }

  private HttpResponse<String> create(String eventType, String dataType) {
    return client.send(
        "POST",
        PATH,
        """
        {"callback_url": "https://example.com/oura", "verification_token": "made-up",
         "event_type": "%s", "data_type": "%s"}
        """
            .formatted(eventType, dataType));
  }

  private static String id(JsonNode subscription) {
    return subscription.path("id").asText();
  }
}
