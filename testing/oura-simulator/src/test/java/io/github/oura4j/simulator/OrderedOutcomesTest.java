// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults and responses that a test orders for the next request to a path. */
class OrderedOutcomesTest {
  private static final String SLEEP = "/v2/usercollection/sleep";
  private static final String TAGS = "/v2/usercollection/tag";

  private OuraSimulator oura;
  private TestClient client;

  @BeforeEach
  void start() {
    oura = OuraSimulator.start();
    client = TestClient.of(oura);
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  private int status(String pathAndQuery) {
    return client.get(pathAndQuery).statusCode();
  }

  @Test
  void failNext_forAPath_failsOneRequestToItWithAnyQuery() {
    oura.failNext(SLEEP, SimulatedFault.BAD_GATEWAY);

    assertThat(status(TAGS)).isEqualTo(200);
    assertThat(status(SLEEP + "?start_date=2026-01-01")).isEqualTo(502);
    assertThat(status(SLEEP)).isEqualTo(200);
    assertThat(oura.faults())
        .containsEntry(SimulatedFault.BAD_GATEWAY, 1L)
        .containsEntry(SimulatedFault.GATEWAY_TIMEOUT, 0L);
  }

  @Test
  void respondNext_forAPath_sendsTheResponseOnceWhateverTheTokenIs() {
    oura.respondNext(SLEEP, 200, "{\"data\":[],\"next_token\":null}");

    HttpResponse<String> response = new TestClient(oura.baseUrl(), "unknown-token").get(SLEEP);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"data\":[],\"next_token\":null}");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(client.get(SLEEP).body()).isNotEqualTo(response.body());
    assertThat(oura.requests()).hasSize(2);
    assertThat(oura.requestCount()).isEqualTo(2);
  }

  @Test
  void respondNext_withHeaders_sendsThem() {
    oura.respondNext(SLEEP, 429, Map.of("Retry-After", "7", "X-RateLimit-Tier", "app"), "");

    HttpResponse<String> response = client.get(SLEEP);

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("7");
    assertThat(response.headers().firstValue("X-RateLimit-Tier")).contains("app");
  }

  @Test
  void orders_forOnePath_applyInTheirOrder() {
    oura.failNext(SLEEP, SimulatedFault.INTERNAL_SERVER_ERROR);
    oura.respondNext(SLEEP, 418, "{}");
    oura.failNext(SLEEP, SimulatedFault.SERVICE_UNAVAILABLE);

    assertThat(List.of(status(SLEEP), status(SLEEP), status(SLEEP), status(SLEEP)))
        .containsExactly(500, 418, 503, 200);
  }

  @Test
  void orders_besidePeriodicFaults_precedeThem() {
    try (OuraSimulator faulty = OuraSimulator.builder().faults(1).start()) {
      faulty.respondNext(SLEEP, 204, "");

      assertThat(TestClient.of(faulty).get(SLEEP).statusCode()).isEqualTo(204);
      assertThat(faulty.faults().values()).containsOnly(0L);
    }
  }

  @Test
  void orders_forAPathInAnotherEncoding_apply() {
    oura.failNext(SLEEP + "/a%3Ab", SimulatedFault.BAD_GATEWAY);
    oura.failNext(SLEEP + "/a:b", SimulatedFault.SERVICE_UNAVAILABLE);

    assertThat(List.of(status(SLEEP + "/a:b"), status(SLEEP + "/%61%3ab"), status(SLEEP + "/a:b")))
        .containsExactly(502, 503, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sleep", "http://localhost/v2", "/v2/sleep?x=1", "/v2 /", "/v2#x"})
  void order_forSomethingElseThanAPath_isRejected(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> oura.failNext(path, SimulatedFault.BAD_GATEWAY))
        .withMessageContaining("path must start with a slash");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> oura.respondNext(path, 200, "{}"))
        .withMessageContaining("path must start with a slash");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 199, 600})
  void respondNext_withAnImpossibleStatus_isRejected(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> oura.respondNext(SLEEP, status, "{}"))
        .withMessageContaining("status must be from 200 to 599");
  }
}
