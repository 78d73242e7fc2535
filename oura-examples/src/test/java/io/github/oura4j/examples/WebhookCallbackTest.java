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

class WebhookCallbackTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final WebhookReceiver receiver =
      WebhookReceiver.builder().clientSecret("planted").verificationToken("t").build();

  private static HttpResponse<String> send(WebhookCallback callback, String method, String query)
      throws Exception {
    URI address = URI.create("http://localhost:" + callback.port() + "/" + query);
    return HTTP.send(
        HttpRequest.newBuilder(address)
            .method(method, HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void callback_toWhateverComes_answersItsStatus() throws Exception {
    try (WebhookCallback callback = WebhookCallback.listen(0, receiver, event -> {})) {
      HttpResponse<String> challenge = send(callback, "GET", "?verification_token=t&challenge=c");
      assertThat(challenge.statusCode()).isEqualTo(200);
      assertThat(challenge.body()).isEqualTo("{\"challenge\":\"c\"}");
      assertThat(challenge.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(send(callback, "GET", "?verification_token=x&challenge=c").statusCode())
          .isEqualTo(403);
      assertThat(send(callback, "GET", "").statusCode()).isEqualTo(400);
      assertThat(send(callback, "POST", "").statusCode()).isEqualTo(401);
      assertThat(send(callback, "PUT", "").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void callback_whenThePortIsTaken_saysSo() {
    try (WebhookCallback first = WebhookCallback.listen(0, receiver, event -> {})) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WebhookCallback.listen(first.port(), receiver, event -> {}))
          .withMessageContaining("Choose another");
    }
  }
}
