// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.model.DataType;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private OuraSimulator oura;

  @BeforeEach
  void start() {
    oura =
        OuraSimulator.builder()
            .clock(TestPeople.at("2026-04-16T12:00:00Z"))
            .person(SimulatedPerson.builder().build())
            .person(SimulatedPerson.builder().seed(2).token("second-token").build())
            .person(SimulatedPerson.builder().token("lapsed-token").membershipLapsed().build())
            .start();
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void request_forEveryDataType_isServedWhereOuraHasIt(DataType type) {
    TestClient client = TestClient.of(oura);

    assertThat(client.get("/v2/usercollection/" + type.pathName()).statusCode())
        .as("DocumentTypes or UserCollectionRoutes must provide documents of %s", type)
        .isEqualTo(200);
    assertThat(client.get("/v2/sandbox/usercollection/" + type.pathName()).statusCode())
        .isEqualTo(type.inSandbox() ? 200 : 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "simulated-access-token", "Bearer", "Bearer unknown", "Basic abc"})
  void request_withoutAKnownToken_isUnauthorized(String authorization) {
    for (String path : List.of("usercollection/sleep", "usercollection/heartrate")) {
      var request = TestClient.of(oura).request("/v2/" + path).GET();
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      HttpResponse<String> response = TestClient.of(oura).send(request.build());

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(TestClient.json(response).path("detail").isTextual()).isTrue();
    }
  }

  @Test
  void request_withEachToken_returnsThatPersonsData() {
    assertThat(personalInfo(oura.token())).contains("person1@example.com");
    assertThat(personalInfo("second-token")).contains("person2@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"personal_info", "sleep", "heartrate", "ring_configuration", "sleep/x"})
  void request_whenTheMembershipLapsed_isForbidden(String route) {
    TestClient lapsed = new TestClient(oura.baseUrl(), "lapsed-token");

    assertThat(lapsed.get(TestClient.LIST + route).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v2",
        "/v2/usercollection",
        "/v2/usercollection/",
        "/v2/usercollection/dreams",
        "/v2/usercollection/heartrate/x",
        "/v2/usercollection/personal_info/x",
        "/v2/usercollection/sleep/x/y",
        "/v2/sandbox/usercollection/personal_info"
      })
  void request_toAnUnknownPath_isNotFound(String path) {
    assertThat(TestClient.of(oura).get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void request_withAnotherMethod_isNotAllowed() {
    assertThat(TestClient.of(oura).send("POST", TestClient.LIST + "sleep", "{}").statusCode())
        .isEqualTo(405);
  }

  @Test
  void response_whenGzipIsAccepted_isCompressed() {
    TestClient client = TestClient.of(oura);
    var request =
        client
            .request(TestClient.LIST + "heartrate")
            .header("Authorization", "Bearer " + client.token())
            .header("Accept-Encoding", "gzip")
            .build();

    assertThat(client.send(request).headers().firstValue("Content-Encoding")).contains("gzip");
  }

  @Test
  void requests_afterSomeCalls_areListedInOrder() {
    TestClient client = TestClient.of(oura);
    client.get(TestClient.LIST + "sleep?start_date=2026-01-01");
    client.get("/nowhere");

    assertThat(oura.requests())
        .containsExactly(
            new ReceivedRequest("GET", "/v2/usercollection/sleep", "start_date=2026-01-01"),
            new ReceivedRequest("GET", "/nowhere", ""));
  }

  private String personalInfo(String token) {
    return new TestClient(oura.baseUrl(), token).get(TestClient.LIST + "personal_info").body();
  }
}
