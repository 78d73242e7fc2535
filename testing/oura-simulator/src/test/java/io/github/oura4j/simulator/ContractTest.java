// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.SchemaValidation.Operation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validates the responses of every route against the API description. */
class ContractTest {
  private static final String SUBSCRIPTIONS = "/v2/webhook/subscription";
  private static final String RANGE =
      "?start_date=2026-01-01&end_date=2026-04-15"
          + "&start_datetime=2026-04-01T00:00:00Z&end_datetime=2026-04-15T00:00:00Z";

  private static SchemaValidation validation;
  private static OuraSimulator oura;
  private static TestClient client;

  @BeforeAll
  static void start() throws IOException {
    validation = SchemaValidation.read();
    oura =
        OuraSimulator.builder()
            .clock(TestPeople.at("2026-04-16T12:00:00Z"))
            .pageSize(10_000)
            .start();
    client = TestClient.of(oura);
  }

  @AfterAll
  static void stop() {
    oura.close();
  }

  static Stream<Operation> operations() throws IOException {
    return SchemaValidation.read().operations().stream();
  }

  static Stream<Operation> lists() throws IOException {
    return operations().filter(ContractTest::isList);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void response_onEveryRoute_matchesTheSchema(Operation operation) {
    HttpResponse<String> response = call(operation);

    if (response.statusCode() == 204) {
      assertThat(response.body()).isEmpty();
    } else {
      assertThat(response.statusCode()).isIn(200, 201);
      assertThat(validation.errors(operation, response.statusCode(), TestClient.json(response)))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void list_overAQuarter_isNotEmpty(Operation operation) {
    assertThat(TestClient.json(call(operation)).path("data")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("lists")
  void list_ofAPersonWithFractionalValues_matchesTheSchema(Operation operation) {
    SimulatedPerson person =
        SimulatedPerson.builder().fractionalValues().newestDay(TestPeople.NEWEST_DAY).build();
    try (OuraSimulator fractional =
        OuraSimulator.builder()
            .person(person)
            .clock(TestPeople.at("2026-04-16T12:00:00Z"))
            .pageSize(10_000)
            .start()) {
      JsonNode page = TestClient.json(TestClient.of(fractional).get(operation.path() + RANGE));

      assertThat(page.path("data")).isNotEmpty();
      assertThat(validation.errors(operation, 200, page)).isEmpty();
    }
  }

  static Stream<Operation> sandboxLists() throws IOException {
    return lists().filter(operation -> dataType(operation).inSandbox());
  }

  private static DataType dataType(Operation list) {
    String name = list.path().substring(list.path().lastIndexOf('/') + 1);
    return DataType.ofPathName(name).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("sandboxLists")
  void sandboxList_onEveryRoute_matchesTheSchema(Operation operation) {
    String path = operation.path().replace("/v2/usercollection", "/v2/sandbox/usercollection");

    JsonNode page = TestClient.json(client.get(path + RANGE));

    assertThat(page.path("data")).isNotEmpty();
    assertThat(validation.errors(operation, 200, page)).isEmpty();
  }

  @Test
  void invalidParameter_onAList_yieldsAnErrorThatMatchesTheSchema() {
    Operation operation = new Operation("GET", "/v2/usercollection/daily_sleep");

    JsonNode body = TestClient.json(client.get(operation.path() + "?start_date=yesterday"));

    assertThat(body.at("/detail/0/loc/1").asText()).isEqualTo("start_date");
    assertThat(validation.errors(operation, 422, body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"day", "time_in_bed", "type", "efficiency", "misspelled"})
  void validation_whenAPropertyIsInvalid_reportsAnError(String property) {
    Operation operation = new Operation("GET", "/v2/usercollection/sleep");
    JsonNode page = TestClient.json(call(operation));
    assertThat(validation.errors(operation, 200, page)).isEmpty();

    ((ObjectNode) page.at("/data/0")).put(property, "nonsense");

    assertThat(validation.errors(operation, 200, page))
        .isNotEmpty()
        .allMatch(error -> error.toString().contains(property));
  }

  @Test
  void validation_whenARequiredPropertyIsMissing_reportsAnError() {
    Operation operation = new Operation("GET", "/v2/usercollection/sleep");
    JsonNode page = TestClient.json(call(operation));

    ((ObjectNode) page.at("/data/0")).remove("bedtime_start");

    assertThat(validation.errors(operation, 200, page)).hasSize(1);
  }

  private static boolean isList(Operation operation) {
    return operation.path().startsWith("/v2/usercollection")
        && !operation.path().contains("{")
        && !operation.path().endsWith("personal_info");
  }

  private static HttpResponse<String> call(Operation operation) {
    String path = operation.path();
    if (path.startsWith(SUBSCRIPTIONS)) {
      return callWebhook(operation);
    }
    if (path.contains("{document_id}")) {
      String list = path.replace("/{document_id}", "");
      String id = TestClient.json(client.get(list + RANGE)).at("/data/0/id").asText();
      return client.get(list + "/" + id);
    }
    return client.get(path + RANGE);
  }

  /** Each call gets a new simulator, whose only subscription is the one that the call needs. */
  private static HttpResponse<String> callWebhook(Operation operation) {
    String body =
        """
        {"callback_url": "https://example.com/oura", "verification_token": "made-up",
         "event_type": "create", "data_type": "sleep"}
        """;
    try (OuraSimulator fresh = OuraSimulator.start()) {
      TestClient application = TestClient.of(fresh);
      if (operation.method().equals("POST")) {
        return application.send("POST", operation.path(), body);
      }
      String id =
          TestClient.json(application.send("POST", SUBSCRIPTIONS, body)).path("id").asText();
      return application.send(operation.method(), operation.path().replace("{id}", id), body);
    }
  }
}
