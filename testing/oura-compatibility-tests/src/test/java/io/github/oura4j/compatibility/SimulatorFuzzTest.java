// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.simulator.OuraSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The simulator, with malformed requests: it responds to each with an error of its own, or closes
 * the connection.
 */
class SimulatorFuzzTest {
  private static final int INPUTS = 300;
  private static final int TIMEOUT_MILLIS = (int) Duration.ofMinutes(2).toMillis();
  private static final String HEADERS =
      """
       HTTP/1.1
      Host: localhost
      Connection: close
      Authorization: Bearer simulated-access-token
      x-client-id: simulated-client-id
      x-client-secret: simulated-client-secret
      """
          .replace("\n", "\r\n");

  @Test
  void request_malformed_getsAResponseWithoutAStackTrace() throws Exception {
    try (OuraSimulator simulator = OuraSimulator.start()) {
      int port = URI.create(simulator.baseUrl()).getPort();
      new FuzzTarget("request", requests(), List.of(), request -> send(port, request)).run(INPUTS);
    }
  }

  private static List<byte[]> requests() {
    return Stream.of(
            get("/v2/usercollection/daily_sleep?start_date=2026-03-01&end_date=2026-03-05"),
            get("/v2/usercollection/daily_sleep/an-id"),
            get(
                "/v2/usercollection/heartrate?start_datetime=2026-03-01T00:00:00Z"
                    + "&end_datetime=2026-03-02T00:00:00%2B01:00&next_token=x&fields=bpm,timestamp"),
            get("/v2/usercollection/ring_battery_level?latest=true"),
            get("/v2/usercollection/personal_info?fields=age"),
            get("/v2/webhook/subscription/an-id"),
            withBody(
                "POST /v2/webhook/subscription",
                "application/json",
                "{\"callback_url\":\"http://localhost:1/x\",\"verification_token\":\"t\","
                    + "\"event_type\":\"update\",\"data_type\":\"sleep\"}"),
            get(
                "/oauth/v2/ext/oauth-authorize?response_type=code&client_id=simulated-client-id"
                    + "&redirect_uri=http%3A%2F%2Flocalhost%2Fx&scope=daily%20tag&state=s"),
            withBody(
                "POST /oauth/v2/ext/oauth-token",
                "application/x-www-form-urlencoded",
                "grant_type=refresh_token&refresh_token=r&client_id=simulated-client-id"
                    + "&client_secret=simulated-client-secret"))
        .map(request -> request.getBytes(US_ASCII))
        .toList();
  }

  private static String get(String pathAndQuery) {
    return "GET " + pathAndQuery + HEADERS + "\r\n";
  }

  private static String withBody(String methodAndPath, String type, String body) {
    return methodAndPath
        + HEADERS
        + "Content-Type: "
        + type
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static void send(int port, byte[] request) throws IOException {
    String response = "";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      response = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException reset) {
      // The server may reset a connection whose bytes it has not read.
    }
    // WireMock itself responds to an incomplete request, with a stack trace of its own.
    assertThat(response).doesNotContain("at io.github.oura4j");
  }
}
