// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
  private TestClient caller;

  @BeforeEach
  void start() {
    oura = OuraSimulator.builder().clock(TestPeople.at("2026-04-16T12:00:00Z")).start();
    caller = TestClient.of(oura);
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  @Test
  void subscription_onceCreated_isListedAndFound() {
    HttpResponse<String> answer = create("create", "sleep");
    JsonNode created = TestClient.json(answer);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(created.path("expiration_time").asText()).isEqualTo("2026-07-15T12:00:00Z");
    assertThat(TestClient.json(caller.get(PATH))).containsExactly(created);
    assertThat(TestClient.json(caller.get(PATH + "/" + id(created)))).isEqualTo(created);
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
  void update_always_changesWhatItNames() {
    String id = id(TestClient.json(create("create", "sleep")));
    String change = "{\"verification_token\":\"t\",\"data_type\":\"workout\"}";

    JsonNode updated = TestClient.json(caller.send("PUT", PATH + "/" + id, change));

    assertThat(updated.path("data_type").asText()).isEqualTo("workout");
    assertThat(updated.path("event_type").asText()).isEqualTo("create");
    assertThat(TestClient.json(caller.get(PATH + "/" + id))).isEqualTo(updated);
  }

  @Test
  void renew_always_movesTheEnd() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-16T12:00:00Z"));
    try (OuraSimulator moving = OuraSimulator.builder().clock(new MovingClock(now)).start()) {
      caller = TestClient.of(moving);
      String id = id(TestClient.json(create("create", "sleep")));
      now.set(Instant.parse("2026-05-16T12:00:00Z"));

      JsonNode renewed = TestClient.json(caller.send("PUT", PATH + "/renew/" + id, ""));

      assertThat(renewed.path("expiration_time").asText()).isEqualTo("2026-08-14T12:00:00Z");
      assertThat(TestClient.json(caller.get(PATH + "/" + id))).isEqualTo(renewed);
    }
  }

  @Test
  void delete_always_removesTheSubscription() {
    String id = id(TestClient.json(create("create", "sleep")));

    assertThat(caller.send("DELETE", PATH + "/" + id, "").statusCode()).isEqualTo(204);
    assertThat(caller.get(PATH + "/" + id).statusCode()).isEqualTo(403);
    assertThat(TestClient.json(caller.get(PATH))).isEmpty();
  }

  @Test
  void unknownId_onEveryRoute_isForbidden() {
    String body = "{\"verification_token\":\"t\"}";

    assertThat(caller.get(UNKNOWN).statusCode()).isEqualTo(403);
    assertThat(caller.send("PUT", UNKNOWN, body).statusCode()).isEqualTo(403);
    assertThat(caller.send("DELETE", UNKNOWN, "").statusCode()).isEqualTo(403);
    assertThat(caller.send("PUT", UNKNOWN.replace("tion/", "tion/renew/"), "").statusCode())
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
        "{'callback_url':'no address','verification_token':'t','event_type':'create','data_type':'sleep'}",
        "{'callback_url':'https://example.com','verification_token':'t','event_type':'dream','data_type':'sleep'}",
        "{'callback_url':'https://example.com','verification_token':7,'event_type':'create','data_type':'sleep'}"
      })
  void body_whenBroken_isAValidationError(String body) {
    HttpResponse<String> answer = caller.send("POST", PATH, body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(TestClient.json(answer).at("/detail/0/loc/0").asText()).isEqualTo("body");
  }

  @Test
  void application_whenUnknown_isUnauthorised() {
    assertThat(withApplication("simulated-client-id", "wrong").statusCode()).isEqualTo(401);
    assertThat(withApplication("wrong", "simulated-client-secret").statusCode()).isEqualTo(401);
    assertThat(caller.send(caller.request(PATH).GET().build()).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> withApplication(String clientId, String clientSecret) {
    HttpRequest request =
        caller
            .request(PATH)
            .header("x-client-id", clientId)
            .header("x-client-secret", clientSecret)
            .build();
    return caller.send(request);
  }

  private HttpResponse<String> create(String eventType, String dataType) {
    return caller.send(
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
