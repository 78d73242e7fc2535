// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.oura4j.webhook.WebhookReceiver;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WebhookServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final WebhookReceiver receiver =
      WebhookReceiver.builder().clientSecret("planted").verificationToken("t").build();

  private static HttpResponse<String> send(WebhookServer server, String method, String query)
      throws Exception {
    URI uri = URI.create("http://localhost:" + server.port() + "/" + query);
    return HTTP.send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void server_forEachKindOfRequest_respondsWithItsStatus() throws Exception {
    try (WebhookServer server = WebhookServer.listen(0, receiver, event -> {})) {
      HttpResponse<String> challenge = send(server, "GET", "?verification_token=t&challenge=c");
      assertThat(challenge.statusCode()).isEqualTo(200);
      assertThat(challenge.body()).isEqualTo("{\"challenge\":\"c\"}");
      assertThat(challenge.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(send(server, "GET", "?verification_token=x&challenge=c").statusCode())
          .isEqualTo(403);
      assertThat(send(server, "GET", "").statusCode()).isEqualTo(400);
      assertThat(send(server, "POST", "").statusCode()).isEqualTo(401);
      assertThat(send(server, "PUT", "").statusCode()).isEqualTo(405);
    }
  }

  @Test
  @Timeout(60)
  void server_whileFourConnectionsSendHalfARequest_responds() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (WebhookServer server = WebhookServer.listen(0, receiver, event -> {})) {
      for (String half :
          List.of("G", "GET /?verif", "GET / HTTP/1.1\r\nHo", "POST / HTTP/1.1\r\n")) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        slow.add(socket);
        socket.getOutputStream().write(half.getBytes(StandardCharsets.ISO_8859_1));
      }

      for (int i = 0; i < 8; i++) {
        assertThat(send(server, "GET", "?verification_token=t&challenge=c").statusCode())
            .isEqualTo(200);
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void server_whenThePortIsInUse_suggestsAnotherPort() {
    try (WebhookServer first = WebhookServer.listen(0, receiver, event -> {})) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WebhookServer.listen(first.port(), receiver, event -> {}))
          .withMessageContaining("Choose another port");
    }
  }
}
