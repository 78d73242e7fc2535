// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.oura4j.webhook.WebhookReceiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

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
  void server_whenThePortIsInUse_suggestsAnotherPort() {
    try (WebhookServer first = WebhookServer.listen(0, receiver, event -> {})) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WebhookServer.listen(first.port(), receiver, event -> {}))
          .withMessageContaining("Choose another port");
    }
  }
}
