// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that web pages on the same machine can send. */
class ForeignRequestsTest {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofMinutes(1).toMillis();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__admin/shutdown",
        "/__admin/reset",
        "/__admin/mappings",
        "/__admin/mappings/reset",
        "/__admin/settings",
        "/__admin/recordings/start",
        "/__admin/no-such-route"
      })
  void adminRoute_postedToByAWebPage_isNotFoundAndChangesNothing(String path) {
    try (OuraSimulator oura = OuraSimulator.start()) {
      TestClient client = TestClient.of(oura);
      String proxy = "{\"request\":{},\"response\":{\"proxyBaseUrl\":\"http://localhost:1\"}}";

      HttpResponse<String> response =
          client.send(
              client
                  .request(path)
                  .header("Content-Type", "text/plain")
                  .header("Origin", "https://page.example")
                  .POST(HttpRequest.BodyPublishers.ofString(proxy))
                  .build());

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(client.get("/v2/usercollection/personal_info").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__admin/",
        "/__admin/mappings",
        "/__admin/requests",
        "/__admin/settings",
        "/__admin/docs/",
        "/__admin/swagger-ui/",
        "/__admin/swagger-ui/index.html",
        "/__admin/recorder",
        "/__admin/recorder/index.html",
        "/__admin/webapp",
        "/__admin"
      })
  void adminRoute_read_isNotFound(String path) {
    try (OuraSimulator oura = OuraSimulator.start()) {
      assertThat(TestClient.of(oura).get(path).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page.example",
        "page.example:80",
        "localhost.page.example",
        "127.0.0.1.page.example",
        "notlocalhost",
        "10.0.0.1",
        "[::2]",
        "[",
        "::",
        " "
      })
  void request_withAForeignHost_isRefused(String host) throws Exception {
    try (OuraSimulator oura = OuraSimulator.start()) {
      assertThat(statusLine(oura, host)).matches("HTTP/1.1 4(00|21) .*");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "oura.localhost",
        "127.0.0.1:1",
        "127.1.2.3",
        "[::1]",
        "[::1]:99",
        "my.alias",
        "My.Alias:80"
      })
  void request_withALoopbackNameOrAConfiguredOne_isAnswered(String host) throws Exception {
    try (OuraSimulator oura = OuraSimulator.builder().hostName("My.alias").start()) {
      assertThat(statusLine(oura, host)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void hostName_blank_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OuraSimulator.builder().hostName(" "))
        .withMessageContaining("hostName");
  }

  /** Sends a request as a browser does, and returns the first line of the response. */
  private static String statusLine(OuraSimulator oura, String host) throws IOException {
    int port = URI.create(oura.baseUrl()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write(
              ("GET /v2/usercollection/personal_info HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nAuthorization: Bearer "
                      + oura.token()
                      + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String response =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return response.lines().findFirst().orElse("");
    }
  }
}
